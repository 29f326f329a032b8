# Planes, facturas, uso de bonos.
invoices-available = Tiene { $amount } en bonos para usar en facturas abiertas.
invoices-plans = Planes
invoices-plan = Plan
invoices-next = Próximo cobro
invoices-state = Estado
invoices-price = Precio
invoices-empty = Aún no hay facturas
invoices-empty-text = En cuanto se cobre a una de sus empresas, la factura estará aquí y podrá pagarla con bonos, entera o en parte.
invoices-all = Facturas
invoices-invoice = Factura
invoices-due = Vence
invoices-left = Por pagar
invoices-total = Total
subscription-active = activa
subscription-trialing = en prueba
subscription-past-due = vencida
subscription-canceled = cancelada
subscription-expired = terminada
invoice-open = abierta
invoice-overdue = vencida
invoice-paid = pagada
invoice-voided = anulada
invoice-title = Factura { $number }
invoice-issued = emitida el
invoice-due = vence el
invoice-lines = Líneas de la factura
invoice-line = Concepto
invoice-total = Total
invoice-bonuses = Pagado con bonos
invoice-money = Pagado con dinero
invoice-left = Queda por pagar
discount-offer = Invitación: { $percent } de descuento{ $beaten ->
    [yes] {" "}(mejor que los otros descuentos)
   *[no] {""}
}
discount-assignment = Referidos activos: { $percent } de descuento{ $beaten ->
    [yes] {" "}(mejor que los otros descuentos)
   *[no] {""}
}
spend-title = Usar bonos
spend-available = Tiene { $available }.
spend-most = Aquí puede usar hasta { $most }.
spend-amount = Cuánto
spend-slider = Cuánto, con el deslizador
spend-hint = El resto se paga con dinero.
spend-button = Usar
spend-all = Usar { $most }
spend-history = Bonos usados aquí
spend-used = usado
spend-returned = devuelto
spend-returns-text = Si esta factura se anula, sus bonos vuelven a su cuenta.
wrong-spend-amount = Escriba un importe, como 1500.00.
wrong-spend-zero = Escriba un importe mayor que cero.
wrong-spend-too-much = Aquí puede usar como máximo { $most }.
wrong-spend-pays-nothing = Este programa no permite pagar facturas con estos bonos.
wrong-spend-minimum = Se usan como mínimo { $minimum } a la vez.
wrong-spend-alone = Estos bonos pagan la factura entera o nada: { $whole }.
wrong-spend-raced = Sus bonos acaban de usarse en otro lugar. Ahora se muestra lo que queda.
wrong-spend-not-open = Esta factura ya no admite bonos.
flash-spent = Los bonos se han usado.
wrong-spend-currency = Tus bonos están en { $bonuses }; esta factura, en { $invoice }.
discount-own = Descuento
