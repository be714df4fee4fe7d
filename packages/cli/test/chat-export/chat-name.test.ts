import { describe, expect, it } from 'vitest';
import { chatNameIn, plainFileName } from '../../src/chat-export/chat-name.js';

describe('the name of a group in the name of a file', () => {
  it.each([
    ['WhatsApp Chat with North Area.txt', 'North Area'],
    ['WhatsApp Chat - North Area.zip', 'North Area'],
    ['WhatsApp Chat with North Area (1).txt', 'North Area'],
    ['WhatsApp_Chat_with_North_Area.txt', 'North Area'],
    ['whatsapp chat with North Area.TXT', 'North Area'],
    ['WhatsApp Chat with CHW: Zone 3 🌷.txt', 'CHW: Zone 3 🌷'],
    ['WhatsApp Chat with +63 917 000 0000.txt', '+63 917 000 0000'],
    ['Chat de WhatsApp con Zona Norte.txt', 'Zona Norte'],
    ['Discussion WhatsApp avec Zone Nord.txt', 'Zone Nord'],
    ['Conversa do WhatsApp com Zona Norte.txt', 'Zona Norte'],
    ['WhatsApp Chat mit Zone Nord.txt', 'Zone Nord'],
    ['Chat WhatsApp dengan Zona Utara.txt', 'Zona Utara'],
    ['उत्तर क्षेत्र के साथ WhatsApp चैट.txt', 'उत्तर क्षेत्र'],
    ['دردشة واتساب مع المنطقة الشمالية.txt', 'المنطقة الشمالية'],
    ['Soga za WhatsApp na Kanda ya Kaskazini.txt', 'Kanda ya Kaskazini'],
    ['WhatsApp Chat kay Ana.txt', 'Ana'],
    ['Conversa no WhatsApp com Área Norte.txt'.normalize('NFD'), 'Área Norte'],
  ])('%s', (file, name) => {
    expect(chatNameIn(file)).toBe(name);
  });

  it.each([['_chat.txt'], ['notes.txt'], ['WhatsApp Chat with .txt'], ['']])(
    'is not in %j',
    (file) => {
      expect(chatNameIn(file)).toBeUndefined();
    },
  );

  it('is otherwise the file’s own', () => {
    expect(plainFileName('north-area.jsonl')).toBe('north-area');
    expect(plainFileName('.txt')).toBe('.txt');
  });
});
