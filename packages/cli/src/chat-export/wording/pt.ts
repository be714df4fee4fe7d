import { listed, type Wording } from './wording.js';

/** Portuguese, of Brazil and Portugal. */
export const pt: Wording = {
  you: ['você'],
  and: 'e',
  encryption: listed(
    'As mensagens e as chamadas são | As mensagens e chamadas são | As mensagens e ligações são',
  ),
  notices: {
    other: listed(`
      {by} adicionou este grupo {rest} | {by} removeu este grupo {rest} | {by} removeu a descrição {rest}
    `),
    created: listed(`
      Criou o grupo{rest}{you-by} | {by} criou o grupo{rest} | {by} criou este grupo
    `),
    joined: listed(`
      Foi adicionado{e} a este grupo por {by}{you} | Adicionou {people} a este grupo{you-by}
      {by} adicionou {people} a este grupo | {by} adicionou {people}
      {people} foi adicionado{e} a este grupo | {people} foi adicionado{e}
      Entrou no grupo {rest}{you} | {people} entrou {rest} | {people} entrou
      {people} juntou-se ao grupo | {people} aderiu {rest}
    `),
    left: listed(`
      Saiu do grupo{you} | {people} saiu do grupo | {people} saiu
    `),
    removed: listed(`
      Foi removido{e} do grupo por {by}{you} | Foi removido{e} deste grupo por {by}{you}
      Foi removido{e} do grupo{you} | Removeu {people} do grupo{you-by}
      Removeu {people} deste grupo{you-by} | {by} removeu {people} deste grupo
      {by} removeu {people} do grupo | {by} removeu {people}
      O participante {people} foi removido{e} | {people} foi removido{e}
    `),
    verbs: listed(`
      alterou | mudou | adicionou | removeu | criou o grupo | entrou usando
    `),
  },
  omitted: listed(`
    Mídia oculta | Mídia omitida | Arquivo de mídia oculto | Ficheiro não revelado | imagem ocultada
    vídeo omitido | áudio ocultado | GIF omitido | figurinha omitida | documento omitido
    cartão do contato omitido | imagem de produto omitida | imagem não revelada
    vídeo não revelado | GIF não revelada | ficheiro de áudio não revelado | sticker não revelado
    documento não revelado | contacto não revelado | documento ocultado | imagem omitida
    áudio omitido
  `),
  fileAttached: listed('arquivo anexado | ficheiro anexado'),
  attachedFile: listed('anexado | anexo'),
  deleted: listed(`
    Mensagem apagada | Esta mensagem foi apagada | Você apagou esta mensagem | Apagou esta mensagem
    Esta mensagem foi apagada pelo remetente | Mensagem apagada por um admin
  `),
  deletedBy: listed(
    'Mensagem apagada por um admin (*) | Esta mensagem foi apagada por um/a administrador/a*',
  ),
  edited: listed('Mensagem editada | Esta mensagem foi editada'),
  absent: listed(`
    Aguardando mensagem. Essa ação pode levar alguns instantes
    A aguardar pela mensagem. Isto pode demorar um pouco
    localização atual compartilhada | Está a partilhar a sua localização
  `),
};
