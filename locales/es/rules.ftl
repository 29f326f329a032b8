# Condiciones y recibos en palabras.

terms-program = { $name }
terms-reward-percent = Quien invita gana { $percent } de cada pago de una empresa invitada, { $unit ->
    [credit] en bonos.
   *[cash] en dinero que puede retirarse.
}
terms-class-rate = De clientes con el nivel de fidelidad { $classes } es { $percent }, según el nivel en el momento del pago.
terms-class-over = El nivel de fidelidad { $class } empieza por encima de { $turnover } de volumen.
terms-class-refreshed = El volumen son todos los pagos sin lo devuelto, en su moneda al cambio del día de cada pago. Se actualiza una vez al día: el pago que cruza un umbral aún cuenta con el nivel anterior. Un nivel que asigna la empresa tiene preferencia.
terms-base-kinds = { $kinds ->
    [plan] Cuentan los planes; los servicios adicionales, no.
    [service] Cuentan los servicios adicionales; los planes, no.
   *[both] Cuentan los planes y los servicios adicionales.
}
terms-base-products = Solo cuentan estos productos: { $products }.
terms-base-never = Estos productos no cuentan nunca: { $products }.
terms-base-without-tax = Los impuestos no cuentan.
terms-exclude-promo-code = Un pedido con código promocional no cuenta.
terms-exclude-promotional-line = Lo vendido en promoción no cuenta.
terms-exclude-discounted-line = Lo vendido con descuento no cuenta.
terms-exclude-term-discount-line = Lo que cuesta menos por pagar un periodo más largo no cuenta.
terms-first-payments = { $count ->
    [one] Solo cuenta el primer pago.
   *[other] Solo cuentan los primeros { $count } pagos.
}
terms-first-months = { $count ->
    [one] Cuentan los pagos del primer mes tras el registro.
   *[other] Cuentan los pagos de los primeros { $count } meses tras el registro.
}
terms-rounding-half-away = El importe se redondea a la moneda más pequeña, la mitad hacia arriba.
terms-rounding-down = El importe se redondea hacia abajo, a la moneda más pequeña.
terms-rounding-up = El importe se redondea hacia arriba, a la moneda más pequeña.
terms-hold = { $days ->
    [0] Está disponible en el acto.
    [one] Queda en espera un día tras el pago y después está disponible.
   *[other] Queda en espera { $days } días tras el pago y después está disponible.
}
terms-refund-proportional = Una devolución retira la misma parte.
terms-refund-forfeit = Cualquier devolución lo retira entero.
terms-refund-keep = Una devolución no lo cambia.
terms-month = Quien invita obtiene un descuento en las suscripciones de sus propias empresas, según el número de referidos activos.
terms-month-step = De { $from } a { $until } referidos activos: { $percent }.
terms-month-step-one = { $count ->
    [one] Un referido activo: { $percent }.
   *[other] { $count } referidos activos: { $percent }.
}
terms-month-step-last = { $from } o más referidos activos: { $percent }.
terms-month-active = Un referido activo es una persona invitada con una suscripción cuya prueba terminó, que se pagó después, está activa y no tiene nada vencido.
terms-month-cascade = Cuentan como máximo { $cap } por empresa; las empresas se atienden en el orden que elige su dueño, y solo lo que sobra pasa a la siguiente.
terms-month-skip-inactive = Las empresas sin suscripción activa se saltan.
terms-month-day = Se verifica cada mes el día { $day } (o el último) a las { $hour }:00.
terms-month-unless-pending = Quien tenga entonces una factura vencida no recibe descuento ese mes; no se compensa después.
terms-month-unless-open = Quien tenga entonces una factura sin pagar no recibe descuento ese mes; no se compensa después.
terms-month-next-payment = El descuento vale solo para el próximo pago programado: no para facturas que ya existen ni para otra empresa.
terms-offer = Las empresas invitadas tienen { $percent } de descuento: { $products }.
terms-offer-all = Las empresas invitadas tienen { $percent } de descuento.
terms-offer-price-all = Las empresas invitadas pagan { $percent }.
terms-offer-price = Las empresas invitadas pagan { $percent } por: { $products }.
terms-offer-window = { $days ->
    [one] Esta oferta vale un día desde el registro.
   *[other] Esta oferta vale { $days } días desde el registro.
}
terms-offer-first-invoices = { $count ->
    [one] Esta oferta es para la primera factura.
   *[other] Esta oferta es para las primeras { $count } facturas.
}
terms-link = Un enlace es cualquier página del sitio con { $parameters } y el código de quien invita.
terms-window = { $days ->
    [one] Una visita por un enlace cuenta durante un día.
   *[other] Una visita por un enlace cuenta durante { $days } días.
}
terms-codes = El código de invitación también puede escribirse.
terms-referrer-individual = Solo pueden invitar personas físicas.
terms-referrer-business = Solo pueden invitar empresas.
terms-no-paid-ads = Las visitas desde publicidad de pago no cuentan.
terms-credit-use = { $kinds ->
    [plan] Los bonos pagan aquí los planes. No pueden retirarse ni cederse.
    [service] Los bonos pagan aquí los servicios adicionales. No pueden retirarse ni cederse.
    [none] Los bonos no pueden retirarse ni cederse.
   *[both] Los bonos pagan aquí planes y servicios adicionales, hasta la factura entera. No pueden retirarse ni cederse.
}
terms-withdraw-minimum = El dinero puede retirarse desde { $minimum }.
terms-withdraw-card = Se paga a una tarjeta.
terms-withdraw-iban = Se paga a una cuenta bancaria.
terms-withdraw-custom = Se paga de otro modo acordado.
terms-withdraw-fee = Cada retiro cuesta { $fee }.
terms-withdraw-within = { $days ->
    [one] Un retiro se decide y se paga en un día.
   *[other] Un retiro se decide y se paga en { $days } días.
}
terms-no-limit = No hay límite de empresas invitadas.
terms-currency-and-zone = Los importes son en { $currency }; los días terminan según el reloj de { $zone }.
terms-effective-from = Estas condiciones están en vigor desde el { $from }.
terms-applies-new-referrals = Cada invitado conserva las condiciones con las que se registró.
terms-applies-all-from-date = Estas condiciones valen para todos los invitados desde su fecha.
terms-applies-opt-in = Estas condiciones valen para quien las acepta, desde ese momento.

receipt-percent = { $rounding ->
    [down] { $percent } de { $base } son { $amount }, redondeado hacia abajo.
    [up] { $percent } de { $base } son { $amount }, redondeado hacia arriba.
   *[half_away] { $percent } de { $base } son { $amount }.
}
receipt-class = El nivel de fidelidad del cliente en el momento del pago era { $class }.
receipt-refunded = Tras la devolución quedan { $amount }.
receipt-nothing-paid = No entró dinero, así que no se ganó nada.
receipt-nothing-counts = Nada de este pago cuenta, así que no se ganó nada.
receipt-rounded-to-zero = { $percent } de { $base } es menos que la moneda más pequeña.
receipt-rate-is-zero = El porcentaje es cero.
receipt-after-first-payments = Este pago no está entre los primeros, que son los que cuentan.
receipt-after-first-months = Este pago llegó después de los primeros meses, que son los que cuentan.
receipt-other-currency = El pago está en otra moneda que la del programa; no se convierte nada.
receipt-class-unknown = El porcentaje depende de un volumen en una moneda cuyo tipo de cambio aún no se conoce; se calculará de nuevo cuando se conozca.
receipt-condition-not-met = No se cumplió una condición de la recompensa.
receipt-outside-campaign = Está fuera de las fechas de la campaña.
receipt-other-scheme = Quien invita eligió otra modalidad.
receipt-no-case = Ninguna tarifa de la recompensa lo cubre.
receipt-limit-reached = Se alcanzó el límite de la recompensa.
receipt-not-released = Al terminar la retención no se cumplía la condición para liberarla.
receipt-taken-back = La recompensa se retiró.
receipt-unanswered = No hay resultado: algo se divide por cero o es demasiado grande.
receipt-line-counted = { $named ->
    [no] { $paid } cuenta.
   *[yes] { $product }, { $paid }, cuenta.
}
receipt-line-excluded = { $named ->
    [no] { $paid }
   *[yes] { $product }, { $paid },
} no cuenta: { $why ->
    [product_not_listed] no está entre los productos indicados.
    [product_never] este producto no cuenta nunca.
    [promo_code] se usó un código promocional.
    [promotional] era una promoción.
    [discounted] se vendió con descuento.
    [term_discounted] costó menos por pagar un periodo más largo.
    [label] su etiqueta está excluida.
    [order] este tipo de pedido está excluido.
   *[kind] esta clase no cuenta.
}
receipt-hold = Está en espera hasta el { $until }.
receipt-terms = Condiciones, versión { $version }, cláusula { $clause }.

run-company = { $why ->
    [assigned] { $places ->
        [one] Un referido activo: { $percent } de descuento en el próximo pago.
       *[other] { $places } referidos activos: { $percent } de descuento en el próximo pago.
    }
    [pending_payments] Sin descuento este mes: hay una factura vencida.
    [open_invoices] Sin descuento este mes: hay una factura sin pagar.
    [no_active_subscription] Se salta: no tiene suscripción activa.
    [no_active_referrals] No hay referidos activos.
    [none_left] Las empresas anteriores ocupan todos los referidos activos.
   *[too_few] { $places ->
        [one] Un referido activo no basta para un descuento.
       *[other] { $places } referidos activos no bastan para un descuento.
    }
}
standing = { $standing ->
    [active] Referido activo desde el { $since }.
    [past_due] Inactivo: hay un pago vencido desde el { $since }.
    [never_paid] Inactivo: no pagó nada tras la prueba, desde el { $since }.
    [trial] Inactivo: en prueba desde el { $since }.
    [canceled] Inactivo: cancelada desde el { $since }.
    [expired] Inactivo: caducada desde el { $since }.
    [closed] Inactivo: la empresa está cerrada desde el { $since }.
   *[no_subscription] Inactivo: sin suscripción desde el { $since }.
}
