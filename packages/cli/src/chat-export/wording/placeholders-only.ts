import { listed, type Wording } from './wording.js';

/** Placeholders of further languages, whose notices are known only by having no author. */
export const placeholdersOnly: Wording = {
  omitted: listed(`
    Media omesso | Media omessi | immagine omessa | video omesso | audio omesso | GIF esclusa
    sticker non incluso | documento omesso | scheda contatto omessa
    Media weggelaten | Media weggelaat | afbeelding weggelaten | sticker weggelaten
    document weggelaten | visitekaartje weggelaten
    Medya atlanmış | Medya dahil edilmedi | görüntü dahil edilmedi | video dahil edilmedi
    ses dahil edilmedi | belge dahil edilmedi | çıkartma dahil edilmedi
    Файл пропущен | Без медиафайлов | Без файл | изображение отсутствует | видео отсутствует
    аудиофайл отсутствует | документ отсутствует | Медіа пропущено
    Pominięto multimedia | Pliki pominięto | Média vynechány | Médiá vynechané
    Conținut media omis | Εξαίρεση πολυμέσων | המדיה לא נכללה | מדיה הושמטה | رسانه حذف شد
    میڈیا ہٹا دیا گیا | মিডিয়া বাদ দেওয়া হয়েছে | मीडिया वगळले | મીડિયા અવગણવામાં આવ્યા
    ਮੀਡੀਆ ਛੱਡਿਆ | கோப்புகள் விடப்பட்டன | మీడియా విస్మరించబడింది | ಮಾಧ್ಯಮ ಕೈಬಿಡಲಾಗಿದೆ | മീഡിയ ഒഴിവാക്കി
    メディアは含まれていません | メディアなし | 미디어 파일을 생략한 대화내용 | 미디어 파일 제외됨
    省略多媒体文件 | 忽略多媒體檔 | Bỏ qua Media | สื่อถูกลบ | Medier udeladt | Media utelämnat
    Media har utelämnats | Media utelatt | Media jätetty pois | Hiányzó médiafájl
    Medijski zapis izostavljen | Mitjans omesos
  `),
  fileAttached: listed(
    'file allegato | bestand bijgevoegd | dosya ekli | файл добавлен | файл додано | 添付ファイル有り',
  ),
  attachedFile: listed(
    'allegato | bijgevoegd | прикреплено | додано | 添付ファイル | 附件 | 첨부됨',
  ),
  deleted: listed(`
    Questo messaggio è stato eliminato | Hai eliminato questo messaggio
    Dit bericht is verwijderd | U hebt dit bericht verwijderd
    Bu mesaj silindi | Bu mesajı sildiniz | Данное сообщение удалено | Вы удалили данное сообщение
    Это сообщение удалено | Це повідомлення було видалено | Ta wiadomość została usunięta
    הודעה זו נמחקה | מחקת הודעה זו | این پیام حذف شد | یہ پیغام حذف کیا گیا
    このメッセージは削除されました | このメッセージを削除しました | 此訊息已刪除 | 您已刪除此訊息
    这条消息已被删除 | 이 메시지는 삭제되었습니다 | Tin nhắn này đã bị xóa | ข้อความนี้ถูกลบแล้ว
  `),
  edited: listed(`
    Questo messaggio è stato modificato | Messaggio modificato | Dit bericht is bewerkt
    Bu mesaj düzenlendi | Сообщение изменено | Это сообщение изменено | ההודעה נערכה
  `),
};
