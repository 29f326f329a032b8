# Тарифы, счета, использование бонусов.
invoices-available = У вас { $amount } бонусами: ими можно оплатить открытые счета.
invoices-plans = Тарифы
invoices-plan = Тариф
invoices-next = Следующее списание
invoices-state = Состояние
invoices-price = Цена
invoices-empty = Счетов пока нет
invoices-empty-text = Как только одной из ваших компаний выставят счёт, он появится здесь, и его можно будет оплатить бонусами целиком или частично.
invoices-all = Счета
invoices-invoice = Счёт
invoices-due = Оплатить до
invoices-left = К оплате
invoices-total = Сумма
subscription-active = действует
subscription-trialing = пробный период
subscription-past-due = просрочен
subscription-canceled = отменён
subscription-expired = истёк
invoice-open = открыт
invoice-overdue = просрочен
invoice-paid = оплачен
invoice-voided = аннулирован
invoice-title = Счёт { $number }
invoice-issued = выставлен
invoice-due = оплатить до
invoice-lines = Позиции счёта
invoice-line = За что
invoice-total = Всего
invoice-bonuses = Оплачено бонусами
invoice-money = Оплачено деньгами
invoice-left = Осталось оплатить
discount-offer = Приглашение: скидка { $percent }{ $beaten ->
    [yes] {" "}(выгоднее других скидок)
   *[no] {""}
}
discount-assignment = Активные рефералы: скидка { $percent }{ $beaten ->
    [yes] {" "}(выгоднее других скидок)
   *[no] {""}
}
spend-title = Использовать бонусы
spend-available = У вас { $available }.
spend-most = Здесь можно использовать до { $most }.
spend-amount = Сколько
spend-slider = Сколько, ползунком
spend-hint = Остальное оплачивается деньгами.
spend-button = Использовать
spend-all = Использовать { $most }
spend-history = Бонусы в этом счёте
spend-used = использовано
spend-returned = возвращено
spend-returns-text = Если счёт аннулируют, бонусы вернутся на ваш счёт.
wrong-spend-amount = Введите сумму, например 1500.00.
wrong-spend-zero = Введите сумму больше нуля.
wrong-spend-too-much = Здесь можно использовать не больше { $most }.
wrong-spend-pays-nothing = В этой программе такими бонусами счёт не оплачивают.
wrong-spend-minimum = За один раз используют не меньше { $minimum }.
wrong-spend-alone = Эти бонусы оплачивают счёт целиком или не оплачивают вовсе: { $whole }.
wrong-spend-raced = Бонусы только что использованы в другом месте. Теперь показан остаток.
wrong-spend-not-open = Этот счёт больше не принимает бонусы.
flash-spent = Бонусы использованы.
wrong-spend-currency = Ваши бонусы в { $bonuses }, а счёт в { $invoice }.
discount-own = Скидка
