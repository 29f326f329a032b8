# Пакети: виведення, які працівники оплачують разом.
admin-batches = Пакети виплат
batches-text = Схвалені виведення в одній валюті й одним способом, зібрані в одне доручення банку.
batches-none = Пакетів ще не було.
batches-nothing = Схвалених виведень, що чекають на виплату, немає.
batch = Пакет
batch-what = { $method }, { $currency }
batch-new = Новий пакет
batch-of = Що виплатити
batch-count = { $count ->
    [one] { $count } виведення
    [few] { $count } виведення
    [many] { $count } виведень
   *[other] { $count } виведення
}
batch-cutoff = Схвалені до
batch-cutoff-hint = Схвалені пізніше чекають на наступний пакет. Ваші власні виведення та виведення тих, хто винен, не входять.
batch-make = Зібрати пакет
batch-made = Зібрано
batch-number = Виведень
batch-total = Усього до виплати
batch-open = відкритий
batch-undone = скасований
batch-final = виплачений
batch-paying = позначається виплаченим
batch-until = Схвалені до { $at }
batch-sum = Підсумок
batch-files = Файли
batch-files-text = У них указано, куди йдуть гроші: кожен файл записується з вашим ім’ям.
batch-name = Власник рахунку
batch-name-hint = З чийого рахунку платить банк. Імена записуються латиницею.
batch-account = Рахунок
batch-account-hint = IBAN або номер, яким користується ваш банк.
batch-bic = Код банку (BIC)
batch-day = День платежу
batch-order = Файл для банку (pain.001)
batch-list = Список із реквізитами (CSV)
batch-end = Коли доручення у банку
batch-reference-hint = Із цим посиланням кожне виведення позначається виплаченим, і кожен отримує лист.
batch-finish = Позначити все виплаченим
batch-undo = Скасувати пакет
batch-undo-text = Так, ніби його не збирали: усе, що в ньому, можна виплатити окремо або з іншим пакетом.
batch-undo-filed = Переконайтеся, що банк його не виплатить.
batch-undo-button = Скасувати
batch-progress = Позначено виплаченими: { $paid } із { $count }. Сторінку можна закрити.
batch-left-over = { $count ->
    [one] { $count } виведення не вдалося позначити виплаченим: людина тепер винна. Воно знову в черзі.
    [few] { $count } виведення не вдалося позначити виплаченими: ці люди тепер винні. Вони знову в черзі.
    [many] { $count } виведень не вдалося позначити виплаченими: ці люди тепер винні. Вони знову в черзі.
   *[other] { $count } виведення не вдалося позначити виплаченими: ці люди тепер винні. Вони знову в черзі.
}
batch-in = У цьому пакеті
batch-out = Не увійшли
batch-out-text = Схвалені, виплачуються тим самим способом і не входять до жодного пакета.
batch-change = Змінити
batch-exclude = Прибрати
batch-exclude-one = Прибрати: { $person }
batch-include = Додати
batch-include-one = Додати: { $person }
batch-yours = Ваше: виплатить колега
batch-open-one = Відкрити пакет
batch-did-make = { $who }: пакет зібрано { $at }.
batch-did-file = { $who }: файл для банку створено { $at }.
batch-did-undo = { $who }: пакет скасовано { $at }.
batch-did-finish = { $who }: пакет позначено виплаченим { $at }.
withdrawal-in-batch = Воно в пакеті й виплачується з ним. Щоб виплатити окремо, спершу приберіть його звідти.
wrong-batch-of = Виберіть, що виплатити.
wrong-batch-cutoff = Укажіть день і час не в майбутньому.
wrong-batch-nothing = До цього часу нічого такого не схвалено, або колега вже зібрав це в пакет.
wrong-batch-empty = У цьому пакеті нічого не залишилося.
wrong-batch-own = У ньому ваше власне виведення, а собі ніхто не платить. Попросіть колегу.
wrong-batch-taken = Воно вже не вільне: { $stage } або в іншому пакеті.
wrong-batch-owe = Ці люди тепер винні, і їм нічого не виплачується: { $names }. Спершу приберіть їх.
wrong-batch-details = Невідомо, куди платити: { $names }. Спершу приберіть їх.
wrong-batch-letters = Банки приймають лише латиницю, а ці імена нею не записати: { $names }. Приберіть їх і виплатіть вручну.
wrong-batch-name = Укажіть, чий це рахунок: латиницею, кирилицею або грецькими літерами.
wrong-batch-account = Укажіть IBAN або інший номер рахунку до 34 літер і цифр. Знак пропущено або введено неправильно.
wrong-batch-bic = У коді банку 8 або 11 літер і цифр, наприклад HSBKKZKX.
wrong-batch-day = Виберіть сьогодні або пізніший день.
flash-batch-made = Пакет зібрано. Ще нічого не виплачено.
flash-batch-included = Тепер воно в пакеті.
flash-batch-excluded = Тепер його в пакеті немає.
flash-batch-undone = Пакет скасовано.
flash-batch-final = Усе, що в ньому, позначається виплаченим.
deed-batch-changed = Пакет змінено
deed-batch-file-made = Створено файл пакета
deed-batch-final = Пакет позначено виплаченим
deed-batch-made = Пакет зібрано
deed-batch-undone = Пакет скасовано
subject-batch = Пакет
job-withdrawals-pay-batch = Позначити пакет виплаченим
batch-all-such = усі такі пакети
batch-paid-already = Банк уже виплатив усе, також їм: записати все, борги лишаються.
