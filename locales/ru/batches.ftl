# Пакеты: выводы, которые сотрудники оплачивают вместе.
admin-batches = Пакеты выплат
batches-text = Одобренные выводы в одной валюте и одним способом, собранные в одно поручение банку.
batches-none = Пакетов ещё не было.
batches-nothing = Одобренных выводов, ждущих выплаты, нет.
batch = Пакет
batch-what = { $method }, { $currency }
batch-new = Новый пакет
batch-of = Что выплатить
batch-count = { $count ->
    [one] { $count } вывод
    [few] { $count } вывода
    [many] { $count } выводов
   *[other] { $count } вывода
}
batch-cutoff = Одобренные до
batch-cutoff-hint = Одобренные позже ждут следующего пакета. Ваши собственные выводы и выводы тех, кто должен, не входят.
batch-make = Собрать пакет
batch-made = Собран
batch-number = Выводов
batch-total = Всего к выплате
batch-open = открыт
batch-undone = отменён
batch-final = выплачен
batch-paying = отмечается выплаченным
batch-until = Одобренные до { $at }
batch-sum = Итог
batch-files = Файлы
batch-files-text = В них указано, куда идут деньги: каждый файл записывается с вашим именем.
batch-name = Владелец счёта
batch-name-hint = С чьего счёта платит банк. Имена записываются латиницей.
batch-account = Счёт
batch-account-hint = IBAN или номер, которым пользуется ваш банк.
batch-bic = Код банка (BIC)
batch-day = День платежа
batch-order = Файл для банка (pain.001)
batch-list = Список с реквизитами (CSV)
batch-end = Когда поручение у банка
batch-reference-hint = С этой ссылкой каждый вывод отмечается выплаченным, и каждый получает письмо.
batch-finish = Отметить всё выплаченным
batch-undo = Отменить пакет
batch-undo-text = Как если бы его не собирали: всё, что в нём, можно выплатить отдельно или с другим пакетом.
batch-undo-filed = Убедитесь, что банк его не выплатит.
batch-undo-button = Отменить
batch-progress = Отмечено выплаченными: { $paid } из { $count }. Страницу можно закрыть.
batch-left-over = { $count ->
    [one] { $count } вывод не удалось отметить выплаченным: человек теперь должен. Он снова в очереди.
    [few] { $count } вывода не удалось отметить выплаченными: эти люди теперь должны. Они снова в очереди.
    [many] { $count } выводов не удалось отметить выплаченными: эти люди теперь должны. Они снова в очереди.
   *[other] { $count } вывода не удалось отметить выплаченными: эти люди теперь должны. Они снова в очереди.
}
batch-in = В этом пакете
batch-out = Не вошли
batch-out-text = Одобрены, выплачиваются тем же способом и не входят ни в один пакет.
batch-change = Изменить
batch-exclude = Убрать
batch-exclude-one = Убрать: { $person }
batch-include = Добавить
batch-include-one = Добавить: { $person }
batch-yours = Ваш: выплатит коллега
batch-open-one = Открыть пакет
batch-did-make = { $who }: пакет собран { $at }.
batch-did-file = { $who }: файл для банка создан { $at }.
batch-did-undo = { $who }: пакет отменён { $at }.
batch-did-finish = { $who }: пакет отмечен выплаченным { $at }.
withdrawal-in-batch = Он в пакете и выплачивается с ним. Чтобы выплатить отдельно, сначала уберите его оттуда.
wrong-batch-of = Выберите, что выплатить.
wrong-batch-cutoff = Укажите день и время не в будущем.
wrong-batch-nothing = До этого времени ничего такого не одобрено, или коллега уже собрал это в пакет.
wrong-batch-empty = В этом пакете ничего не осталось.
wrong-batch-own = В нём ваш собственный вывод, а себе никто не платит. Попросите коллегу.
wrong-batch-taken = Он уже не свободен: { $stage } или в другом пакете.
wrong-batch-owe = Эти люди теперь должны, и им ничего не выплачивается: { $names }. Сначала уберите их.
wrong-batch-details = Неизвестно, куда платить: { $names }. Сначала уберите их.
wrong-batch-letters = Банки принимают только латиницу, а эти имена ею не записать: { $names }. Уберите их и выплатите вручную.
wrong-batch-name = Укажите, чей это счёт: латиницей, кириллицей или греческими буквами.
wrong-batch-account = Укажите IBAN или другой номер счёта до 34 букв и цифр. Знак пропущен или введён неверно.
wrong-batch-bic = В коде банка 8 или 11 букв и цифр, например HSBKKZKX.
wrong-batch-day = Выберите сегодня или более поздний день.
flash-batch-made = Пакет собран. Ещё ничего не выплачено.
flash-batch-included = Теперь он в пакете.
flash-batch-excluded = Теперь его в пакете нет.
flash-batch-undone = Пакет отменён.
flash-batch-final = Всё, что в нём, отмечается выплаченным.
deed-batch-changed = Пакет изменён
deed-batch-file-made = Создан файл пакета
deed-batch-final = Пакет отмечен выплаченным
deed-batch-made = Пакет собран
deed-batch-undone = Пакет отменён
subject-batch = Пакет
job-withdrawals-pay-batch = Отметить пакет выплаченным
batch-all-such = все такие пакеты
batch-paid-already = Банк уже выплатил всё, в том числе им: записать всё, долги остаются.
