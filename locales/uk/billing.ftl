# Тарифи, рахунки, використання бонусів.
invoices-available = У вас { $amount } бонусами: ними можна оплатити відкриті рахунки.
invoices-plans = Тарифи
invoices-plan = Тариф
invoices-next = Наступне списання
invoices-state = Стан
invoices-price = Ціна
invoices-empty = Рахунків поки немає
invoices-empty-text = Щойно одній із ваших компаній виставлять рахунок, він з’явиться тут, і його можна буде оплатити бонусами повністю або частково.
invoices-all = Рахунки
invoices-invoice = Рахунок
invoices-due = Сплатити до
invoices-left = До сплати
invoices-total = Сума
subscription-active = діє
subscription-trialing = пробний період
subscription-past-due = прострочено
subscription-canceled = скасовано
subscription-expired = минув
invoice-open = відкритий
invoice-overdue = прострочений
invoice-paid = сплачений
invoice-voided = анульований
invoice-title = Рахунок { $number }
invoice-issued = виставлено
invoice-due = сплатити до
invoice-lines = Позиції рахунку
invoice-line = За що
invoice-total = Усього
invoice-bonuses = Сплачено бонусами
invoice-money = Сплачено грошима
invoice-left = Залишилося сплатити
discount-offer = Запрошення: знижка { $percent }{ $beaten ->
    [yes] {" "}(вигідніше за інші знижки)
   *[no] {""}
}
discount-assignment = Активні реферали: знижка { $percent }{ $beaten ->
    [yes] {" "}(вигідніше за інші знижки)
   *[no] {""}
}
spend-title = Використати бонуси
spend-available = У вас { $available }.
spend-most = Тут можна використати до { $most }.
spend-amount = Скільки
spend-slider = Скільки, повзунком
spend-hint = Решту оплачують грошима.
spend-button = Використати
spend-all = Використати { $most }
spend-history = Бонуси в цьому рахунку
spend-used = використано
spend-returned = повернуто
spend-returns-text = Якщо рахунок анулюють, бонуси повернуться на ваш рахунок.
wrong-spend-amount = Уведіть суму, наприклад 1500.00.
wrong-spend-zero = Уведіть суму, більшу за нуль.
wrong-spend-too-much = Тут можна використати не більше ніж { $most }.
wrong-spend-pays-nothing = У цій програмі такими бонусами рахунок не оплачують.
wrong-spend-minimum = За один раз використовують щонайменше { $minimum }.
wrong-spend-alone = Ці бонуси оплачують рахунок цілком або не оплачують зовсім: { $whole }.
wrong-spend-raced = Бонуси щойно використано в іншому місці. Тепер показано залишок.
wrong-spend-not-open = Цей рахунок більше не приймає бонусів.
flash-spent = Бонуси використано.
wrong-spend-currency = Ваші бонуси в { $bonuses }, а рахунок у { $invoice }.
discount-own = Знижка
