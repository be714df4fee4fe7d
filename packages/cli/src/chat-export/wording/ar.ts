import { listed, type Wording } from './wording.js';

/** Arabic. */
export const ar: Wording = {
  you: ['أنت'],
  and: 'و',
  encryption: listed('الرسائل والمكالمات مشفرة'),
  notices: {
    other: [],
    created: listed(`
      أنت أنشأت {rest}{you-by} | {by} أنشأ مجموعة {rest} | {by} أنشأ المجموعة {rest}
      {by} أنشأ هذه المجموعة
    `),
    joined: listed(`
      {by} أضافك{you} | أنت أضفت {people}{you-by} | {by} أضاف {people} | تمت إضافتك{you}
      تمت إضافة {people} | لقد انضممت إلى المجموعة {rest}{you} | {people} انضم إلى المجموعة {rest}
      انضمت جهة الاتصال {people} من المجتمع | انضم {people} إلى المجموعة
    `),
    left: listed(`
      أنت غادرت{you} | {people} غادر المجموعة | {people} غادر | غادر {people}
    `),
    removed: listed(`
      {by} أزالك{you} | أنت أزلت {people}{you-by} | {by} أزال {people} | تمت إزالتك{you}
      تمت إزالة {people}
    `),
    verbs: listed('غيّر | غير | أضاف | أنشأ مجموعة | أزال | أضفت | أنشأت'),
  },
  omitted: listed(`
    تم استبعاد الوسائط | الوسائط غير مضمنة | الوسائط غير مضمّنة | لم يتم إدراج الصورة
    لم يتم إدراج الفيديوهات | لم يتم إدراج المقاطع الصوتية | لم يتم إدراج صورة GIF
    تم حذف الملصقات | لم يتم إدراج المستند | لم يتم إدراج بطاقة جهة اتصال | تم حذف صورة المنتج
  `),
  fileAttached: listed('الملف مرفق | ملف مرفق'),
  attachedFile: listed('المُرفق | مرفق'),
  deleted: listed(`
    تم حذف هذه الرسالة | أنت حذفت هذه الرسالة | لقد حذَفت هذه الرسالة | حذف أحد المشرفين هذه الرسالة
  `),
  deletedBy: ['حذف المشرف * هذه الرسالة'],
  edited: listed('تم تعديل هذه الرسالة | تم تعديل هذا المحتوى'),
  absent: listed('في انتظار هذه الرسالة، قد يستغرق ذلك بعض الوقت | تمت مشاركة الموقع المباشر'),
};
