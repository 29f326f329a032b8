# El resumen y las condiciones de un programa.
overview-programs = Programas
overview-terms = Condiciones
overview-link = Su enlace
overview-bonuses = Sus bonos
overview-release = { $amount } estarán disponibles el
overview-spend = Usar bonos en una factura
overview-empty = Cómo se empieza
overview-last = Últimas ganancias
overview-last-none = Nada todavía. En cuanto pague alguien a quien invitó, estará aquí con su motivo.
overview-all = Todas las ganancias
overview-months = Ganado por mes
overview-month = Mes
overview-months-none = No se ganó nada en los últimos doce meses.
overview-typed = Quien escribe su código se registra sin visita.
overview-releases-none = Nada espera una fecha.
offer-referrer = Gana el { $percent } de lo que paga cada cliente invitado.
offer-referrer-up-to = Gana hasta el { $percent } de lo que paga cada cliente invitado.
offer-them = { $count ->
    [one] Tiene un { $percent } de descuento durante { $count } día.
   *[other] Tiene un { $percent } de descuento durante { $count } días.
}
share-email = Correo
share-more = Más
share-qr = Código QR
terms-title = Condiciones: { $program }
terms-version = Versión { $version }
terms-since = en vigor desde el
terms-always = desde el principio
terms-old = Hay una versión más nueva en vigor. Esta sigue valiendo para quien se registró con ella.
terms-you-earn = Qué gana usted
terms-they-get = Qué reciben ellos
terms-examples = Ejemplos resueltos
terms-examples-text = Los resolvieron las mismas reglas que deciden sobre su dinero; unas condiciones cuyos ejemplos no salen no pueden publicarse.
terms-versions = Todas las versiones
offer-referrer-nothing = En este programa los pagos de los clientes invitados no generan nada.
home-title = Invite a otros y reciba las gracias
home-lead = Comparta un enlace. Usted gana con lo que pagan quienes se registran con él y, donde el programa lo dice, ellos pagan menos: cada bono con su motivo, hasta el último céntimo.
terms-rules = Qué más se aplica
terms-description = { $program }: { $earn } Todas las condiciones en palabras, con ejemplos y todas las versiones.
terms-future = Esta versión aún no está en vigor.
terms-optional = Esta versión rige para quien la acepte; los demás conservan la suya.
terms-what-changed = Qué cambió
terms-governs = Qué versión rige para usted
terms-governs-new = Quien se registre ahora con su invitación
terms-governs-invited = { $count ->
    [one] { $count } persona ya invitada
   *[other] { $count } personas ya invitadas
}
terms-accepted = Aceptó esta versión el
terms-accept = Aceptar la versión { $version }
terms-accept-text = Desde ese momento rige para siempre y para todas las personas que invitó. Lo ganado antes no cambia.
terms-offered = Una versión espera su respuesta:
terms-in-force = en vigor
terms-published = Publicada el
terms-applies-first = La primera versión.
terms-changes = Qué cambia la versión { $version }: { $program }
terms-compared = En comparación con la versión { $version }
terms-changes-none = Las reglas de ambas versiones son iguales; solo difieren fechas o ejemplos.
terms-compare = Comparar con
terms-clause-reward = Recompensa «{ $id }»
terms-clause-offer = Oferta { $number }
terms-clause-added = nueva
terms-clause-removed = suprimida
terms-clause-changed = cambiada
terms-before = Antes:
terms-after = Ahora:
flash-terms-accepted = La versión está aceptada.

# The steps of worked examples: what happened, and what came of it.
example-step = { $at }: { $what }
example-title = Ejemplo { $number }
example-line = { $product }, { $kind ->
    [service] servicio
   *[plan] plan
}: { $amount }
example-line-promotional = { $line }, en promoción
example-line-discount = { $line }, con { $amount } de descuento
example-line-term = { $line }, con { $amount } menos por el periodo más largo
example-lines = { $what }: { $lines }
example-promo-code = { $what }, con un código promocional
example-due = { $what }, vence el { $at }
example-trial = { $what }, en prueba hasta el { $at }
example-choice = { $what }: { $choice }
example-choice-order = las empresas en el orden { $list }
example-by = { $what } ({ $who })
example-times = { $what }, { $count ->
    [one] una vez
   *[other] { $count } veces, con { $span } entre una y otra
}
example-refused = { $what }: se rechaza
example-repeat = { $count ->
    [one] Una persona invitada
   *[other] Lo mismo para { $count } personas invitadas:
}
example-on-hold = { $amount } en espera
example-available = { $amount } disponibles
example-earned = { $amount } ganados hasta ahora
example-spent = { $amount } usados hasta ahora
example-withdrawing = { $amount } en una retirada
example-paid-out = { $amount } pagados hasta ahora
example-expired = { $amount } caducados hasta ahora
example-to-pay = { $amount } por pagar
example-rate = el porcentaje es del { $percent }
example-discounts = descuentos de las empresas propias: { $list }
example-payouts = pagos hasta ahora: { $list }
happened-person-registered = registro
happened-person-changed = un cambio de datos
happened-person-class-changed = el nivel de fidelidad pasa a ser { $class }
happened-choice-made = se hace una elección
happened-company-registered = se añade una empresa
happened-company-closed = se cierra una empresa
happened-link-clicked = una visita por un enlace
happened-subscription-started = empieza una suscripción
happened-subscription-changed = { $status ->
    [trialing] la suscripción está en prueba
    [active] la suscripción está activa
    [past_due] un pago de la suscripción está vencido
    [canceled] se cancela la suscripción
   *[expired] la suscripción caduca
}
happened-invoice-issued = se emite una factura
happened-invoice-voided = se anula una factura
happened-payment-succeeded = se pagan { $amount }
happened-payment-disputed = { $told ->
    [no] se disputa un pago
   *[yes] se disputan { $amount } de un pago
}
happened-dispute-won = acaba la disputa: el pago se queda
happened-dispute-lost = { $told ->
    [no] acaba la disputa: el pago se devuelve
   *[yes] acaba la disputa: se devuelven { $amount }
}
happened-refund-requested = { $told ->
    [no] se pide un reembolso
   *[yes] se pide un reembolso de { $amount }
}
happened-refund-completed = { $told ->
    [no] se devuelve el pago
   *[yes] se devuelven { $amount }
}
happened-refund-declined = se deniega el reembolso
happened-action-completed = { $told ->
    [no] la acción { $name }
   *[yes] la acción { $name }: { $amount }
}
happened-action-reversed = se revierte la acción
happened-rate-changed = un { $from } vale { $rate } { $to }
happened-credit-spent = se usan { $amount } en una factura
happened-credit-returned = vuelve lo usado en una factura
happened-cash-converted = { $amount } de dinero pasan a ser bonos
happened-withdrawal-requested = se pide una retirada de { $amount }
happened-withdrawal-approved = se aprueba la retirada
happened-withdrawal-rejected = se rechaza la retirada
happened-withdrawal-canceled = se cancela la retirada
happened-withdrawal-paid = se paga la retirada
happened-withdrawal-failed = la retirada no pudo pagarse
happened-adjustment-made = el personal cambia el saldo en { $amount }
happened-referral-replaced = otra persona pasa a contar como quien invitó
happened-referral-voided = acaba la invitación
