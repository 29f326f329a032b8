# Condiciones y recibos en palabras.

terms-program = { $name }
terms-reward-percent = Quien invita gana el { $percent } de cada pago de un cliente invitado, { $unit ->
    [credit] en bonos.
    [paid] en dinero que se paga.
    [money] en dinero.
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
terms-first-months-paid = { $count ->
    [one] Cuentan los pagos del primer mes desde el primer pago.
   *[other] Cuentan los pagos de los primeros { $count } meses desde el primer pago.
}
terms-rounding-half-away = El importe se redondea a la moneda más pequeña, la mitad hacia arriba.
terms-rounding-down = El importe se redondea hacia abajo, a la moneda más pequeña.
terms-rounding-up = El importe se redondea hacia arriba, a la moneda más pequeña.
terms-hold = { $days ->
    [0] Está disponible en el acto.
    [one] Queda en espera un día tras el pago y después está disponible.
   *[other] Queda en espera { $days } días tras el pago y después está disponible.
}
terms-refund-proportional = Una devolución anula la misma parte.
terms-refund-forfeit = Cualquier devolución lo anula entero.
terms-refund-keep = Una devolución no lo cambia.
terms-month = Quien invita obtiene un descuento en las suscripciones de sus propias empresas, según el número de referidos activos.
terms-month-step = De { $from } a { $until } referidos activos: { $percent }.
terms-month-step-one = { $count ->
    [one] Un referido activo: { $percent }.
   *[other] { $count } referidos activos: { $percent }.
}
terms-month-step-last = { $from } o más referidos activos: { $percent }.
terms-month-active = Un referido activo es una persona invitada con una suscripción cuya prueba terminó, que se pagó después, está activa y no tiene nada vencido.
terms-active = Está en activo la persona que tiene una suscripción en curso y pagada: su prueba terminó, se pagó después y no tiene nada vencido.
terms-month-cascade = Cuentan como máximo { $cap } por empresa; las empresas se atienden en el orden que elige su dueño, y solo lo que sobra pasa a la siguiente.
terms-month-skip-inactive = Las empresas sin suscripción activa se saltan.
terms-month-day = Se verifica cada mes el día { $day } (o el último) a las { $hour }:00.
terms-month-unless-pending = Quien tenga entonces una factura vencida no recibe descuento ese mes; no se compensa después.
terms-month-unless-open = Quien tenga entonces una factura sin pagar no recibe descuento ese mes; no se compensa después.
terms-month-next-payment = El descuento vale solo para el próximo pago programado: no para facturas que ya existen ni para otra empresa.
terms-offer = Los clientes invitados tienen { $percent } de descuento en { $products }.
terms-offer-all = Los clientes invitados tienen { $percent } de descuento.
terms-offer-amount-all = Los clientes invitados tienen { $percent } de descuento en cada línea de una factura.
terms-offer-amount = Los clientes invitados tienen { $percent } de descuento en cada línea de { $products }.
terms-offer-price-all = Los clientes invitados pagan { $percent }.
terms-offer-price = Los clientes invitados pagan { $percent } por { $products }.
terms-offer-kinds = { $kinds ->
    [plan] Esta oferta es para los planes, no para los servicios adicionales.
   *[service] Esta oferta es para los servicios adicionales, no para los planes.
}
terms-offer-window = { $days ->
    [one] Esta oferta vale un día desde el registro.
   *[other] Esta oferta vale { $days } días desde el registro.
}
terms-offer-first-invoices = { $count ->
    [one] Esta oferta es para la primera factura.
   *[other] Esta oferta es para las primeras { $count } facturas.
}
terms-discounts-best = Los descuentos en una línea de la factura no se suman, vale el mayor: { $rewards ->
    [yes] el suyo propio, una oferta o lo que descuentan juntas todas las recompensas.
   *[no] el suyo propio o una oferta.
}
terms-link = Un enlace es cualquier página del sitio con { $parameters } y el código de quien invita.
terms-window = { $days ->
    [one] Una visita por un enlace cuenta durante un día.
   *[other] Una visita por un enlace cuenta durante { $days } días.
}
terms-touch-first = De varios enlaces cuenta el primero que se siguió; cuando acaba su plazo, el siguiente.
terms-touch-last = De varios enlaces cuenta el último que se siguió.
terms-codes = El código de invitación también puede escribirse.
terms-no-self = Invitarse a sí mismo no cuenta, ni tampoco un registro nuevo con un correo o un número fiscal que ya se conoce.
terms-referrer-individual = Solo pueden invitar personas físicas.
terms-referrer-business = Solo pueden invitar empresas.
terms-no-paid-ads = Las visitas desde publicidad de pago no cuentan.
terms-credit-use = { $kinds ->
    [plan] Los bonos pagan aquí los planes. No pueden retirarse ni cederse.
    [service] Los bonos pagan aquí los servicios adicionales. No pueden retirarse ni cederse.
    [none] Los bonos no pueden retirarse ni cederse.
   *[both] Los bonos pagan aquí planes y servicios adicionales{ $whole ->
        [yes] {", "}hasta la factura entera
       *[no] {""}
    }. No pueden retirarse ni cederse.
}
terms-withdraw-minimum = El dinero puede retirarse desde { $minimum }.
terms-withdraw-card = Se paga a una tarjeta.
terms-withdraw-iban = Se paga a una cuenta bancaria.
terms-withdraw-custom = Se paga de otro modo acordado.
terms-withdraw-fee = Cada retirada cuesta { $fee }.
terms-withdraw-within = { $days ->
    [one] Una retirada se decide y se paga en un día.
   *[other] Una retirada se decide y se paga en { $days } días.
}
terms-money-no-way = Estas condiciones no dicen cómo se paga el dinero.
terms-no-limit = No hay límite de clientes invitados.
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
receipt-taken-back = La recompensa se anuló.
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
    [outside_campaign] Sin descuento este mes: el programa no está vigente entonces.
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

# Recompensas del lenguaje completo. Lo que en `$names` va entre comillas lo escribe así el programa.

part-and = { $one } y { $other }
part-or = { $one } o { $other }
part-list = { $one }, { $other }
part-products = { $products }
part-quoted = «{ $name }»
part-bracket = ({ $one })
part-semicolon = { $one }; { $other }
part-unit = { $unit ->
    [credit] bonos
    [cash] dinero
    [months] meses
    [days] días
    [weeks] semanas
    [minutes] minutos
    [points] puntos
    [emails] correos
    [gb] GB
   *[other] { $unit }
}
part-label = { $unit ->
    [credit] Bonos
    [cash] Dinero
    [months] Meses
    [days] Días
    [weeks] Semanas
    [minutes] Minutos
    [points] Puntos
    [emails] Correos
    [gb] GB
   *[other] { $unit }
}
part-amount = { $unit ->
    [months] { $count ->
        [one] { $count } mes
       *[other] { $count } meses
    }
    [days] { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
    [weeks] { $count ->
        [one] { $count } semana
       *[other] { $count } semanas
    }
    [minutes] { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
    [points] { $count ->
        [one] { $count } punto
       *[other] { $count } puntos
    }
    [emails] { $count ->
        [one] { $count } correo
       *[other] { $count } correos
    }
    [gb] { $count } GB
   *[other] { $count ->
        [1] { $count } × { $unit }
       *[other] { $count } { $unit }
    }
}
part-who = { $who ->
    [invitee] la persona invitada
    [parent] la persona intermedia
   *[referrer] quien invita
}
part-who-of = { $who ->
    [invitee] de la persona invitada
    [parent] de la persona intermedia
   *[referrer] de quien invita
}
part-invitee-of = { $level ->
    [1] de una persona invitada
   *[other] de una persona de nivel { $level }
}
part-over = { $over ->
    [month] en un mes natural
    [quarter] en un trimestre natural
    [year] en un año natural
    [period] desde la última vez
    [last] en { $span }
    [so_far] hasta ahora
    [rolling] en { $span }
    [campaign] en la campaña
   *[ever] en total
}
part-lines = { $kinds ->
    [plan] planes
    [service] servicios adicionales
   *[both] planes y servicios adicionales
}
part-taken = { $whose ->
    [invitee] { $on ->
        [canceled] se cancela una suscripción de la persona invitada
        [past_due] vence sin pagarse un pago de la persona invitada
        [closed] se cierra una empresa de la persona invitada
        [action_reversed] se anula una acción de la persona invitada
        [not_active] la persona invitada deja de estar activa
        [payment] se devuelve dinero de ese pago
       *[refund] se devuelve dinero de cualquier pago de la persona invitada
    }
   *[own] { part-taken-own }
}
part-taken-own = { $on ->
    [canceled] se cancela la suscripción
    [past_due] un pago vence sin pagarse
    [closed] se cierra la empresa
    [action_reversed] se anula la acción
    [not_active] la persona deja de estar activa
    [payment] se devuelve dinero de ese pago
   *[refund] se devuelve algo
}
part-text = { $text ->
    [new] un pedido nuevo
    [renewal] una renovación
    [upgrade] una ampliación
    [plan] un plan
    [service] un servicio adicional
    [individual] una persona física
    [business] una empresa
    [true] sí
    [false] no
   *[none] ninguno
}

every-day = Cada día
every-days = { $count ->
    [one] Cada día
   *[other] Cada { $count } días
}
every-week = { $weekday ->
    [mon] Cada lunes
    [tue] Cada martes
    [wed] Cada miércoles
    [thu] Cada jueves
    [fri] Cada viernes
    [sat] Cada sábado
   *[sun] Cada domingo
}
every-months = { $count ->
    [1] Cada mes el día { $day }{ part-last }
    [12] Cada año el día { $day } del mes { $months }{ part-last }
   *[other] Cada { $count } meses el día { $day }{ part-last } (meses { $months })
}
every-at = { $every } a las { $hour }:00
part-last = { $last ->
    [yes] {" "}(o el último día del mes)
   *[no] {""}
}

on-payment = Por cada pago { part-invitee-of },
on-first-payment = Por el primer pago { part-invitee-of },
on-registered = Por el registro { part-invitee-of },
on-joined = Por registrarse,
on-own-payment = Por cada pago propio,
on-own-invoice = En cada factura propia,
on-action = Por la acción { $names } { part-invitee-of },
on-own-action = Por la acción propia { $names },
on-tenure = Tras { $span } desde { $since },
on-becomes = Una vez por cada persona invitada, en cuanto { $condition },
on-milestone-at = Una vez cada uno, cuando { $fact } alcanza por primera vez { $values },
on-milestone-every = { $count ->
    [one] Cada vez que { $fact } crece en uno,
   *[other] Cada vez que { $fact } crece en otros { $count },
}
on-schedule = { $each ->
    [referral] { $every }, por cada persona invitada,
    [subscription] { $every }, por cada suscripción de una persona invitada,
   *[recipient] { $every },
}
on-share = Por cada recompensa «{ $id }» de una persona invitada,
since-registration = el registro { part-invitee-of }
since-first-payment = el primer pago { part-invitee-of }
since-action = la acción { $names } { part-invitee-of }

give-percent = { $percent } de { $of }
give-percent-by = un porcentaje de { $of }
give-a-percent = un porcentaje
give-rate-by = un porcentaje (ese porcentaje es { $number })
of-payment = su importe
of-lines = lo que cuenta del pago
of-period = { $of ->
    [subscription] lo que se pagó por esa suscripción desde la última vez
    [invitee] lo que pagó la persona invitada desde la última vez
   *[all] { $level ->
        [1] lo que pagaron todas las personas invitadas desde la última vez
       *[other] lo que pagaron todas las personas de nivel { $level } desde la última vez
    }
}
of-action = su importe
of-reward = su importe
of-amount = ({ $number })

rule-name = Recompensa «{ $id }»:
rule-gives = { $when } { part-who } recibe { $what }{ $form ->
    [credit] {" "}en bonos
    [cash] {" "}en dinero que puede retirarse
    [paid] {" "}en dinero que se paga
    [money] {" "}en dinero
    [discount] {" "}de descuento en su propia próxima factura
    [invoice] {" "}de descuento en esa factura
    [months] {" "}gratis
    [unit] {" "}en { $unit }
   *[none] {""}
}.
rule-reward = { $when } { part-who } recibe una recompensa{ $form ->
    [credit] {" "}en bonos
    [cash] {" "}en dinero que puede retirarse
    [paid] {" "}en dinero que se paga
    [money] {" "}en dinero
    [discount] {" "}como descuento en su propia próxima factura
    [invoice] {" "}como descuento en esa factura
    [months] {" "}en meses gratis
    [unit] {" "}en { $unit }
   *[none] {""}
}.
rule-percent = Ese porcentaje es { $number }.
case-of = { $case } ({ $fact })
rule-named-number = Ese número es { $number }.
rule-first-months = { $count ->
    [one] Se da solo en el primer mes { part-months-since }.
   *[other] Se da solo en los primeros { $count } meses { part-months-since }.
}
part-months-since = { $since ->
    [first_payment] { $whose ->
        [own] desde el primer pago de quien la recibe
       *[invitee] desde el primer pago de la persona invitada
    }
   *[registration] { $whose ->
        [own] tras el registro de quien la recibe
       *[invitee] tras el registro de la persona invitada
    }
}
rule-depends = Cuánto, depende de: { $facts }.
rule-amount = Su cuantía, en { $unit }: { $number }.
rule-case = { $case }: { $give }.
case-range = de { $from } a { $until }
case-under = de { $from } a menos de { $until }
case-from = { $from } o más
case-default = todo lo demás
rule-percent-of = Cada porcentaje es de { $of }.
rule-by-line = { $of ->
    [invoice] Cada línea de la factura se calcula por separado y después se suman.
   *[payment] Cada línea del pago se calcula por separado y después se suman.
}
rule-slices = Cada una de estas tarifas vale solo para su parte del total.
rule-discounts-add = Los descuentos por varias personas invitadas se suman, como máximo hasta la factura entera.
rule-level = { $level ->
    [2] A una persona de nivel 2 la invitó una persona invitada.
   *[other] Una persona de nivel { $level } está a { $level } invitaciones.
}
rule-labels = Solo cuenta lo que lleva una de estas etiquetas: { $labels }.
rule-never-labels = Lo que lleva una de estas etiquetas no cuenta nunca: { $labels }.
rule-orders = Solo cuentan estos pedidos: { $orders }.
rule-rounding = { $rounding ->
    [down] Se redondea hacia abajo a { part-rounded }.
    [up] Se redondea hacia arriba a { part-rounded }.
   *[half_away] Se redondea a { part-rounded }, la mitad hacia arriba.
}
part-rounded = { $to ->
    [whole] un número entero
    [digits] dos decimales
   *[step] un múltiplo de { $step }
}
rule-carry = Lo que deja el redondeo pasa a la recompensa siguiente.
rule-when = Se da solo si { $condition }.
rule-unless = No se da si { $condition }.
rule-scheme = Es solo para la modalidad «{ $scheme }».
rule-campaign = { $by ->
    [registration] { $dates ->
        [both] Solo cuentan los registros desde el { $from } hasta el { $until }.
        [from] Solo cuentan los registros desde el { $from }.
       *[until] Solo cuentan los registros hasta el { $until }.
    }
   *[event] { $dates ->
        [both] Solo cuenta lo que ocurre desde el { $from } hasta el { $until }.
        [from] Solo cuenta lo que ocurre desde el { $from }.
       *[until] Solo cuenta lo que ocurre hasta el { $until }.
    }
}
rule-limit-count = Se da como máximo { $count ->
    [one] una vez
   *[other] { $count } veces
} { $per ->
    [invitee] por persona invitada
    [payment] por pago
    [referrer] a todas las personas invitadas por una misma persona
   *[recipient] a una misma persona
}, { part-over }.
rule-limit-amount = Es como máximo { $amount } { $per ->
    [invitee] por persona invitada
    [payment] por pago
    [referrer] para todas las personas invitadas por una misma persona
   *[recipient] para una misma persona
}, { part-over }.
rule-limit-kept = Lo que no llegó a estar disponible o se anuló entero no cuenta: su lugar vuelve a quedar libre.
rule-hold-none = Está disponible en el acto.
rule-hold = Queda en espera { $span } y después está disponible.
rule-hold-by = Queda en espera este número de días: { $number }.
rule-hold-until = { $until ->
    [service_end] Queda en espera hasta el fin del tiempo pagado.
    [month_end] Queda en espera hasta fin de mes.
   *[next_month_end] Queda en espera hasta el fin del mes siguiente.
}
rule-hold-latest = Queda en espera hasta la más tardía de estas fechas y después está disponible: { $list }.
part-hold-after = { $span } después de ganarse
part-hold-by = este número de días después de ganarse: { $number }
part-hold-until = { $until ->
    [service_end] el fin del tiempo pagado
    [month_end] el fin del mes
   *[next_month_end] el fin del mes siguiente
}
rule-release = Al terminar la espera se libera solo si { $condition }; si no, se anula.
rule-release-at-once = Está disponible en el acto, pero solo si { $condition }; si no, se anula.
rule-take-back = Se anula entera si { $cause }.
rule-take-back-within = Se anula entera si, en el plazo de { $span } desde que se dio, { $cause }.
rule-refund-later-proportional = Una devolución posterior anula la misma parte.
rule-refund-later-forfeit = Una devolución posterior también la anula entera.
rule-refund-later-keep = Una devolución posterior no la cambia.
rule-take-back-milestone = Se anula solo cuando quedan demasiado pocas de las personas invitadas que cuentan, y se vuelve a dar cuando hay bastantes.
rule-take-back-since = Se anula entera si, en el plazo de { $span } { $since ->
    [first_payment] desde el primer pago
   *[registration] desde el registro
}, { $cause }.
rule-refund-within = Esto vale para las devoluciones en el plazo de { $span } desde el pago; una posterior no cambia nada.
rule-reversed = Si la acción se revierte, se anula.
rule-share-lost = Si esa recompensa se reduce o se anula, también esta, en la misma parte.
rule-instalments = { $count ->
    [one] Se da en el acto.
   *[other] Se da en { $count } partes iguales: la primera en el acto, cada una de las demás { $span } después.
}
rule-instalments-while = Una parte se da solo mientras { $condition }; tras una parte que no se da no hay más.
rule-expires = Lo que no se usa en { $span } desde que está disponible se pierde.
rule-apply-subscription = { $order ->
    [oldest] Va a la suscripción propia más antigua.
    [chosen] Va a la suscripción propia que elige la persona.
    [from_link] Va a la suscripción propia cuyo enlace se usó.
   *[soonest_end] Va a la suscripción propia que termina antes.
}
rule-apply-invoice = Las próximas facturas propias son gratis.
rule-apply-each = { $to ->
    [invoice] Lo máximo por factura: { $amount }.
   *[subscription] Lo máximo por suscripción: { $amount }.
}

part-payments-of = { $whose ->
    [invitee] pagos de la persona invitada
    [own] pagos propios
   *[invitees] pagos de todas las personas invitadas
}
part-actions-of = { $whose ->
    [invitee] acciones de la persona invitada
    [own] acciones propias
   *[invitees] acciones de todas las personas invitadas
}
part-subscriptions-of = { $whose ->
    [invitee] suscripciones de la persona invitada
    [own] suscripciones propias
   *[invitees] suscripciones de todas las personas invitadas
}
count-referrals = { $sum ->
    [yes] «{ $name }» es una suma, { part-over }: por cada una de las personas invitadas se añade { $number }.
   *[no] «{ $name }» es el número de personas invitadas, { part-over }.
}
count-payments = { $sum ->
    [yes] «{ $name }» es una suma, { part-over }: por cada uno de los { part-payments-of } se añade { $number }.
   *[no] «{ $name }» es el número de { part-payments-of }, { part-over }.
}
count-actions = { $sum ->
    [yes] «{ $name }» es una suma, { part-over }: por cada una de las { part-actions-of } se añade { $number }.
   *[no] «{ $name }» es el número de { part-actions-of }, { part-over }.
}
count-subscriptions = { $sum ->
    [yes] «{ $name }» es una suma, { part-over }: por cada una de las { part-subscriptions-of } se añade { $number }.
   *[no] «{ $name }» es el número de { part-subscriptions-of }, { part-over }.
}
count-where = Solo cuenta aquello para lo que se cumple esto: { $condition }.
count-kept = { $every }, «{ $name }» pasa a ser { $number }; antes de la primera vez es { $starts }.
count-kept-always = Cada vez que algo ocurre, «{ $name }» pasa a ser { $number }; antes es { $starts }.

terms-scheme = { $chosen ->
    [per_link] Para cada enlace puede elegirse una de estas modalidades: { $options }.
    [per_referral] Para cada persona invitada puede elegirse una de estas modalidades: { $options }.
   *[per_referrer] Quien invita puede elegir una de estas modalidades: { $options }.
}
terms-scheme-default = Sin elección es «{ $scheme }».
terms-renews = Cada visita por el mismo enlace empieza este plazo de nuevo.
terms-late = { $count ->
    [one] Una invitación puede reclamarse todavía durante un día tras el registro.
   *[other] Una invitación puede reclamarse todavía durante { $count } días tras el registro.
}
terms-existing = { $count ->
    [one] A quien ya está registrado y no fue invitado por nadie todavía se le puede invitar con un enlace que siguió en el último día.
   *[other] A quien ya está registrado y no fue invitado por nadie todavía se le puede invitar con un enlace que siguió en los últimos { $count } días.
}
terms-no-staff = La empresa no vincula invitaciones a mano.
terms-referrer-when = Condición para invitar: { $condition }.
terms-invitee-when = Condición para que una persona invitada cuente: { $condition }.
terms-offer-invoices = { $count ->
    [one] Esta oferta es solo para la factura número { $numbers }, contada desde la primera.
   *[other] Esta oferta es solo para las facturas número { $numbers }, contadas desde la primera.
}
terms-offer-when = Esta oferta vale solo si { $condition }.
terms-offer-code = Esta oferta es solo para quienes escribieron un código.

use-pays = { part-label }: sirve para pagar aquí { part-lines }.
use-worth = { part-label }: la unidad vale { $amount }.
use-worth-of = { part-label }: { $units } valen { $amount }.
use-at-most = { part-label }: con ello se paga como máximo el { $percent } de una factura.
use-at-most-amount = { part-label }: con ello se paga como máximo { $amount } de una factura.
use-minimum = { part-label }: lo mínimo que se usa de una vez es { $amount }.
use-auto = { part-label }: la próxima factura toma por sí sola lo que puede.
use-above-tax = { part-label }: los impuestos de la factura quedan por pagar.
use-alone = { part-label }: una factura se paga con ello entera o nada.
use-expires = { part-label }: lo que no se usa en { $span } desde que está disponible se pierde.
use-expires-else = { part-label }: lo que no se usa en { $span } desde que está disponible se pierde, salvo que su recompensa diga otra cosa.
use-forfeit = { part-label }: se pierde todo si { $cause }.
use-payout = { $every } se paga lo disponible ({ part-unit }).
use-payout-minimum = Por debajo de { $amount } espera a la vez siguiente.
use-payout-within = { $count ->
    [one] Se paga en un día desde entonces.
   *[other] Se paga en { $count } días desde entonces.
}
use-convert = El dinero puede convertirse en bonos: pasa a ser el { $percent } de sí mismo.
use-convert-minimum = Se convierte al menos { $amount } de una vez.
use-first-minimum = La primera retirada es de al menos { $amount }.
use-minimum-by = { $method ->
    [card] A una tarjeta se retira al menos { $amount }.
    [iban] A una cuenta bancaria se retira al menos { $amount }.
   *[custom] De otro modo se retira al menos { $amount }.
}
use-fee-by = { $method ->
    [card] Una retirada a una tarjeta cuesta { $fee }.
    [iban] Una retirada a una cuenta bancaria cuesta { $fee }.
   *[custom] Una retirada de otro modo cuesta { $fee }.
}
use-fee-by-part = { $method ->
    [card] La comisión de cada retirada a una tarjeta es del { $percent }.
    [iban] La comisión de cada retirada a una cuenta bancaria es del { $percent }.
   *[custom] La comisión de cada retirada de otro modo es del { $percent }.
}
use-fee-percent = La comisión de cada retirada es del { $percent }.

part-span = { $span }
span-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
span-months = { $count ->
    [one] { $count } mes
   *[other] { $count } meses
}

span-last-days = { $count ->
    [one] el último día
   *[other] los últimos { $count } días
}
span-last-months = { $count ->
    [one] el último mes
   *[other] los últimos { $count } meses
}

num-plus = { $one } + { $other }
num-minus = { $one } − { $other }
num-times = { $one } × { $other }
num-divided = { $one } ÷ { $other }
num-least = lo menor de ({ $list })
num-most = lo mayor de ({ $list })
num-round = redondeado ({ $one })
num-floor = redondeado hacia abajo ({ $one })
num-ceil = redondeado hacia arriba ({ $one })
num-if = { $one } si { $condition }; si no, { $other }
num-formula = el resultado de `{ $source }`
num-count = «{ $name }»
num-named = el número que se indica abajo

if-formula = se cumple `{ $source }`
if-equal = { $fact } es { $value }
if-unequal = { $fact } no es { $value }
if-less = { $fact } es menos de { $value }
if-at-most = { $fact } es como máximo { $value }
if-more = { $fact } es más de { $value }
if-at-least = { $fact } es al menos { $value }
if-known = { $is ->
    [no] no se conoce { $fact }
   *[yes] se conoce { $fact }
}
if-flag = { $is ->
    [no] no es así: { $fact }
   *[yes] es así: { $fact }
}
if-never = nunca
if-always = siempre
if-payments = { $count ->
    [one] { part-who } ha hecho al menos un pago
   *[other] { part-who } ha hecho al menos { $count } pagos
}
if-no-payments = { part-who } no ha hecho ningún pago
if-actions = { $count ->
    [one] { part-who } ha hecho { $names } al menos una vez
   *[other] { part-who } ha hecho { $names } al menos { $count } veces
}
if-months-active = { $count ->
    [one] { part-who } lleva al menos un mes en activo sin interrupción
   *[other] { part-who } lleva al menos { $count } meses en activo sin interrupción
}
if-first = { $thing ->
    [payment] { $is ->
        [no] el pago no es el primero
       *[yes] el pago es el primero
    }
   *[action] { $is ->
        [no] la acción no es la primera
       *[yes] la acción es la primera
    }
}
if-age = { $count ->
    [one] { part-who } se registró hace al menos un día
   *[other] { part-who } se registró hace al menos { $count } días
}
if-active = { $is ->
    [no] { part-who } no está en activo
   *[yes] { part-who } está en activo
}
if-label = { $is ->
    [no] { part-who } no tiene la etiqueta { $names }
   *[yes] { part-who } tiene la etiqueta { $names }
}
if-customer = { $is ->
    [no] { part-who } no ha pagado nunca
   *[yes] { part-who } es cliente y ya ha pagado
}
if-standing = { $is ->
    [no] { part-who } tiene algo vencido
   *[yes] { part-who } no tiene nada vencido
}
if-overdue = { $is ->
    [no] { part-who } no tiene facturas vencidas
   *[yes] { part-who } tiene una factura vencida
}
if-open = { $is ->
    [no] { part-who } no tiene facturas sin pagar
   *[yes] { part-who } tiene una factura sin pagar
}
if-promo-code = { $is ->
    [no] no se usó ningún código promocional en el pedido
   *[yes] se usó un código promocional en el pedido
}
if-thing-label = { $thing ->
    [payment] { $is ->
        [no] nada en el pago lleva la etiqueta { $names }
       *[yes] algo en el pago lleva la etiqueta { $names }
    }
    [line] { $is ->
        [no] la línea no lleva la etiqueta { $names }
       *[yes] la línea lleva la etiqueta { $names }
    }
   *[action] { $is ->
        [no] la acción no lleva la etiqueta { $names }
       *[yes] la acción lleva la etiqueta { $names }
    }
}
if-subscription-active = { $is ->
    [no] la suscripción no está activa
   *[yes] la suscripción está activa
}
if-late = { $is ->
    [no] la invitación no se reclamó tras el registro
   *[yes] la invitación se reclamó tras el registro
}

fact-payment-amount = el importe del pago
fact-payment-base = lo que cuenta del pago
fact-payment-tax = el impuesto del pago
fact-payment-ordinal = el número de orden del pago
fact-payment-months = el número de meses que se pagan
fact-payment-quantity = el número de unidades del pago
fact-payment-monthly = lo que cuenta del pago por un mes
fact-payment-order = el tipo de pedido
fact-payment-product = el producto
fact-payment-promo-code = un código promocional en el pedido
fact-payment-credit = lo pagado con bonos
fact-payment-cost = el coste de lo pagado
fact-payment-discount-percent = el descuento del pago en porcentaje
fact-payment-age-days = el número de días entre el registro y el pago
fact-payment-has = una etiqueta en el pago
fact-line-amount = el importe de la línea antes de descuentos
fact-line-net = el importe de la línea tras descuentos
fact-line-paid = lo pagado por la línea
fact-line-product = el producto
fact-line-kind = el tipo de línea
fact-line-months = el número de meses de la línea
fact-line-quantity = el número de unidades de la línea
fact-line-order = el tipo de pedido
fact-line-cost = el coste de la línea
fact-line-discount = el descuento de la línea
fact-line-monthly = lo pagado por un mes de la línea
fact-line-has = una etiqueta de la línea
fact-action-name = la acción
fact-action-amount = el importe de la acción
fact-action-ordinal = el número de orden de la acción
fact-action-product = el producto de la acción
fact-action-has = una etiqueta de la acción
fact-subscription-product = el producto de la suscripción
fact-subscription-price = el precio de la suscripción
fact-subscription-monthly-price = el precio de la suscripción por un mes
fact-subscription-months = el número de meses de un periodo de la suscripción
fact-subscription-age-days = la antigüedad de la suscripción en días
fact-subscription-active = una suscripción activa
fact-class = el nivel de fidelidad { part-who-of }
fact-country = el país { part-who-of }
fact-kind = { part-who } (qué es)
fact-product = el producto { part-who-of }
fact-price = el precio de la suscripción { part-who-of }
fact-monthly-price = el precio de todas las suscripciones { part-who-of } por un mes
fact-age-days = el número de días desde el registro { part-who-of }
fact-age-months = el número de meses desde el registro { part-who-of }
fact-payments = el número de pagos { part-who-of }
fact-paid-total = la suma de todos los pagos { part-who-of }
fact-paid = { $count ->
    [one] la suma de los pagos { part-who-of } en el último día
   *[other] la suma de los pagos { part-who-of } en los últimos { $count } días
}
fact-active = la actividad { part-who-of }
fact-months-active = el número de meses de actividad sin interrupción { part-who-of }
fact-inactive-days = el número de días desde el fin de la actividad { part-who-of }
fact-subscriptions = el número de suscripciones activas { part-who-of }
fact-first-payment-days = el número de días entre el registro y el primer pago { part-who-of }
fact-has = una etiqueta { part-who-of }
fact-actions = el número de acciones { $names } { part-who-of }
fact-action-total = la suma de los importes de las acciones { $names } { part-who-of }
fact-is-customer = la condición de cliente { part-who-of }
fact-in-good-standing = la ausencia de pagos vencidos { part-who-of }
fact-pending-payments = el número de facturas vencidas { part-who-of }
fact-open-invoices = el número de facturas sin pagar { part-who-of }
fact-active-referrals = el número de personas invitadas activas { part-who-of }
fact-referrals = el número de personas invitadas { part-who-of }
fact-qualified = el número de personas invitadas { part-who-of } que dieron esta recompensa
fact-rewarded = el número de personas invitadas { part-who-of } que dieron esta recompensa sin que se anulara
fact-qualified-others = el número de personas invitadas { part-who-of } que dieron otra recompensa
fact-rewarded-others = el número de personas invitadas { part-who-of } que dieron otra recompensa sin que se anulara
fact-turnover = { $who ->
    [invitee] lo que pagaron las personas invitadas por la persona invitada
    [parent] lo que pagaron las personas invitadas por la persona intermedia
   *[referrer] lo que pagaron todas las personas invitadas
}
fact-referrals-days = { $count ->
    [one] el número de personas invitadas { part-who-of } en el último día
   *[other] el número de personas invitadas { part-who-of } en los últimos { $count } días
}
fact-qualified-days = { $count ->
    [one] el número de personas invitadas { part-who-of } que dieron esta recompensa en el último día
   *[other] el número de personas invitadas { part-who-of } que dieron esta recompensa en los últimos { $count } días
}
fact-qualified-others-days = { $count ->
    [one] el número de personas invitadas { part-who-of } que dieron otra recompensa en el último día
   *[other] el número de personas invitadas { part-who-of } que dieron otra recompensa en los últimos { $count } días
}
fact-turnover-days = { $count ->
    [one] la suma de los pagos de todas las personas invitadas { part-who-of } en el último día
   *[other] la suma de los pagos de todas las personas invitadas { part-who-of } en los últimos { $count } días
}
fact-referral-ordinal = el número de orden de la persona invitada por registro
fact-referral-qualified-ordinal = el número de orden de la persona invitada por primera recompensa
fact-referral-age-days = el número de días desde la invitación
fact-referral-age-months = el número de meses desde la invitación
fact-referral-level = el nivel
fact-referral-code = el código del enlace
fact-referral-sub = la marca de la visita
fact-referral-scheme = la modalidad
fact-referral-late = una reclamación tras el registro
fact-period-days = el número de días del periodo
fact-period-months = el número de meses del periodo
fact-charge-amount = el importe de la factura
fact-charge-net = el importe de la factura sin impuestos
fact-charge-tax = el impuesto de la factura
fact-charge-months = el número de meses de la factura
fact-charge-product = el producto de la factura
fact-places = el número de referidos activos de la empresa
fact-event = lo que ocurrió
fact-milestone = el número alcanzado

receipt-amount = La recompensa es { $amount }.
receipt-too-small = La recompensa es menor que la cantidad más pequeña que se da.
receipt-part = El límite de la recompensa deja { $amount } de ella.
receipt-cause-person = Se da una vez por persona.
receipt-cause-milestone = El número alcanzado: { $number }.
receipt-cause-scheduled = Correspondía el { $at }.
receipt-cause-share = Es una parte de lo que ganó una persona invitada.
receipt-cause-part = Parte { $number } de ella.
