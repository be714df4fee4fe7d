import { describe, expect, it } from 'vitest';
import { holdsNoticeVerb, readNotice } from '../../../src/chat-export/body/notice.js';

type Case = readonly [string, string, readonly string[], string | undefined];

const cases: readonly Case[] = [
  ['Sameer added Grace Achieng', 'joined', ['Grace Achieng'], 'Sameer'],
  ['Sameer added Grace, Juma and Ana', 'joined', ['Grace', 'Juma', 'Ana'], 'Sameer'],
  ['Sameer added Grace, Juma, and Ana', 'joined', ['Grace', 'Juma', 'Ana'], 'Sameer'],
  ['You added +63 917 000 0000', 'joined', ['+63 917 000 0000'], 'You'],
  ['Sameer added you', 'joined', ['You'], 'Sameer'],
  ['Grace was added', 'joined', ['Grace'], undefined],
  ["Grace joined using this group's invite link", 'joined', ['Grace'], undefined],
  ['Grace joined using this group’s invite link', 'joined', ['Grace'], undefined],
  ['~\u202fGrace joined from the community', 'joined', ['~ Grace'], undefined],
  ['You joined using your invite', 'joined', ['You'], undefined],
  ['Grace left', 'left', ['Grace'], undefined],
  ['You left', 'left', ['You'], undefined],
  ['Sameer removed Grace', 'removed', ['Grace'], 'Sameer'],
  ['You were removed', 'removed', ['You'], undefined],
  ['Grace was removed', 'removed', ['Grace'], undefined],
  ['Sameer created group "CHW: North"', 'created', ['Sameer'], 'Sameer'],
  ['Sameer created this group', 'created', ['Sameer'], 'Sameer'],
  ['Samir añadió a Grace y Ana', 'joined', ['Grace', 'Ana'], 'Samir'],
  ['Samir te añadió.', 'joined', ['You'], 'Samir'],
  ['Añadiste a Grace.', 'joined', ['Grace'], 'You'],
  ['Grace se unió usando el enlace de invitación de este grupo', 'joined', ['Grace'], undefined],
  ['Grace salió del grupo.', 'left', ['Grace'], undefined],
  ['Samir eliminó a Grace', 'removed', ['Grace'], 'Samir'],
  ['Samir creó el grupo "Norte".', 'created', ['Samir'], 'Samir'],
  ['Samir a ajouté Grace et Ana', 'joined', ['Grace', 'Ana'], 'Samir'],
  ['Samir vous a ajouté·e', 'joined', ['You'], 'Samir'],
  ['Grace est partie', 'left', ['Grace'], undefined],
  ['Grace a été retiré(e)', 'removed', ['Grace'], undefined],
  ["Grace a rejoint ce groupe grâce à son lien d'invitation", 'joined', ['Grace'], undefined],
  ['Samir a créé le groupe “Nord”', 'created', ['Samir'], 'Samir'],
  ['Samir adicionou Grace', 'joined', ['Grace'], 'Samir'],
  ['Você adicionou Grace', 'joined', ['Grace'], 'You'],
  ['Foi adicionado a este grupo por Samir', 'joined', ['You'], 'Samir'],
  ['Grace saiu', 'left', ['Grace'], undefined],
  ['Samir removeu você', 'removed', ['You'], 'Samir'],
  ['Samir criou o grupo “Norte”', 'created', ['Samir'], 'Samir'],
  ['Samir hat Grace hinzugefügt.', 'joined', ['Grace'], 'Samir'],
  ['Du hast Grace und Ana hinzugefügt', 'joined', ['Grace', 'Ana'], 'You'],
  ['Samir hat dich entfernt.', 'removed', ['You'], 'Samir'],
  ['Grace hat die Gruppe verlassen.', 'left', ['Grace'], undefined],
  ['Du hast die Gruppe „Nord“ erstellt', 'created', ['You'], 'You'],
  ['Samir menambahkan Grace dan Ana', 'joined', ['Grace', 'Ana'], 'Samir'],
  ['Grace bergabung menggunakan tautan undangan grup ini', 'joined', ['Grace'], undefined],
  ['Grace telah keluar', 'left', ['Grace'], undefined],
  ['Samir mengeluarkan Grace', 'removed', ['Grace'], 'Samir'],
  ['Samir telah mencipta grup “Utara”', 'created', ['Samir'], 'Samir'],
  ['समीर ने Grace को शामिल किया', 'joined', ['Grace'], 'समीर'],
  ['समीर ने आपको जोड़ा', 'joined', ['You'], 'समीर'],
  ['Grace ने छोड़ा', 'left', ['Grace'], undefined],
  ['समीर ने Grace को हटाया', 'removed', ['Grace'], 'समीर'],
  ['समीर ने ग्रुप “उत्तर” बनाया', 'created', ['समीर'], 'समीर'],
  ['سمير أضاف غريس', 'joined', ['غريس'], 'سمير'],
  ['سمير أضافك', 'joined', ['You'], 'سمير'],
  ['انضم يوسف إلى المجموعة', 'joined', ['يوسف'], undefined],
  ['يوسف غادر', 'left', ['يوسف'], undefined],
  ['سمير أزال يوسف', 'removed', ['يوسف'], 'سمير'],
  ['سمير أنشأ مجموعة "الشمال"', 'created', ['سمير'], 'سمير'],
  ['Sameer amemuongeza Grace na Ana', 'joined', ['Grace', 'Ana'], 'Sameer'],
  ['Grace amejiunga akitumia kiungo cha mwaliko wa kikundi hiki', 'joined', ['Grace'], undefined],
  ['Grace katoka', 'left', ['Grace'], undefined],
  ['Sameer amemuondoa Grace', 'removed', ['Grace'], 'Sameer'],
  ['Sameer ameunda kikundi "Kaskazini"', 'created', ['Sameer'], 'Sameer'],
  ['Idinagdag mo si Grace', 'joined', ['Grace'], 'You'],
  ['Dinagdag ka ni Sameer.', 'joined', ['You'], 'Sameer'],
  ['Umalis si Grace', 'left', ['Grace'], undefined],
  ['Inalis ni Sameer si Grace', 'removed', ['Grace'], 'Sameer'],
  ['binuo ni Sameer ang grupong may paksang "Hilaga"', 'created', ['Sameer'], 'Sameer'],
];

describe('a notice of the platform', () => {
  it.each(cases)('%s', (text, kind, people, by) => {
    const { text: shown, ...reading } = readNotice(text);

    expect(reading).toEqual(by === undefined ? { kind, people } : { kind, people, by });
    expect(shown).toBe(text.replace('\u202f', ' '));
  });

  it.each([
    ['Messages and calls are end-to-end encrypted. Only people in this chat can read them.'],
    ['Sameer changed the subject from "North" to "North Area"'],
    ["Sameer changed this group's icon"],
    ['Sameer changed the group description'],
    ['Grace changed their phone number to a new number. Tap to message or add the new number.'],
    ['+254 700 000 145 changed to +254 700 000 146'],
    ['Your security code with Grace changed. Tap to learn more.'],
    ['Sameer pinned a message'],
    ['Sameer turned on admin approval to join this group'],
    ["Sameer changed this group's settings to allow only admins to send messages to this group"],
    ['Sameer added this group to the community: Health Workers'],
    ['Grace requested to join'],
    ["You're now an admin"],
    ['Sven hat das Gruppenbild entfernt'],
    ['Samir eliminó la descripción del grupo'],
    ['Bạn đã tạo nhóm'],
    [''],
  ])('is of no kind that matters: %s', (text) => {
    expect(readNotice(text)).toMatchObject({ kind: 'other', people: [] });
  });

  it('is not searched when it is far too long to be one', () => {
    const text = `Sameer added ${'Grace and '.repeat(5000)}Ana`;

    expect(readNotice(text)).toMatchObject({ kind: 'other' });
  });
});

describe('a name in front of a colon', () => {
  it.each([
    ['Sameer changed the subject from "CHW', true],
    ['Sameer added this group to the community', true],
    ['Samir creó el grupo "Zona', true],
    ['سمير أنشأ مجموعة "الشمال', true],
    ['Grace Achieng', false],
    ['Changezi', false],
    ['The Left Hand', false],
    ['+63 917 000 0000', false],
  ])('%s holds the words of a notice: %s', (name, holds) => {
    expect(holdsNoticeVerb(name)).toBe(holds);
  });
});
