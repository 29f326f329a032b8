# Letters, and the pages that their links lead to.
letter-greeting = Hola, { $name }:
letter-greeting-unknown = Hola:
letter-button-beside = Si el botón no funciona, abra esta dirección:
letter-foot = Este correo viene de { $host }, porque allí se escribió esta dirección. Si no fue usted, no pasa nada: puede borrarlo.

letter-confirm-subject = Confirme su correo
letter-confirm-text = Se creó una cuenta con esta dirección. Confirme que es suya y podrá entrar.
letter-confirm-until = El enlace vale hasta el { $until }.
letter-confirm-button = Confirmar mi correo
letter-reset-subject = Su nueva contraseña
letter-reset-text = Alguien, seguramente usted, pidió una nueva contraseña para su cuenta.
letter-reset-until = El enlace vale una sola vez, hasta el { $until }. Si no hace nada, su contraseña queda como está.
letter-reset-button = Elegir una nueva contraseña
letter-taken-subject = Ya tiene una cuenta
letter-taken-text = Alguien, seguramente usted, quiso crear una cuenta con esta dirección, pero ya tiene una. Entre con su contraseña o elija aquí una nueva.

confirm-title = ¿Es este su correo?
confirm-text = Se creó una cuenta con su dirección. Confírmela solo si la creó usted.
confirm-button = Sí, es mío

letter-foot-news = Este correo viene de { $host }, donde usted tiene una cuenta.
letter-foot-support = Este correo viene de { $host }. Se envió a esta dirección porque aquí se responde a las preguntas de los participantes.
letter-switch-off = No recibir más correos como este
letter-settings = Elegir qué correos recibo
letter-both = { $one } y { $other }
letter-figure = { $sum }
letter-percent = { $percent }
letter-name = { $name }
letter-line = { $name }, { $day }
letter-line-day = { $day }
letter-line-somebody = Alguien que oculta su nombre, { $day }
letter-on-hold = en espera hasta el { $day }
letter-not-on-hold = ya disponible
letter-more = { $count ->
    [one] … y uno más
   *[other] … y { $count } más
}
letter-earnings-button = Ver mis ganancias
letter-statement-button = Ver mi cuenta

letter-earned-subject = Ha ganado { $sum }
letter-earned-text = { $count ->
    [one] Ha ganado { $sum } en el programa «{ $program }».
   *[other] Ha ganado { $sum } en el programa «{ $program }»: { $count } bonos.
}
letter-earned-taken = De esto, { $sum } se ha anulado entretanto.
letter-available-subject = Ya puede usar { $sum }
letter-available-text = { $count ->
    [one] Un bono de { $sum } del programa «{ $program }» ya no está en espera.
   *[other] { $count } bonos del programa «{ $program }», { $sum } en total, ya no están en espera.
}
letter-available-now = Disponible ahora, en total: { $sum }.
letter-frozen-subject = { $sum } en espera de una decisión sobre una devolución
letter-frozen-text = { $count ->
    [one] Se ha pedido la devolución de un pago que le dio un bono en el programa «{ $program }»: { $sum } queda en espera hasta que se decida.
   *[other] Se han pedido devoluciones de pagos que le dieron { $count } bonos en el programa «{ $program }»: { $sum } queda en espera hasta que se decidan.
}
letter-frozen-next = Si la devolución se deniega, el bono sigue como antes; si se devuelve el dinero, se anula el bono en la misma proporción. Entonces le escribiremos.
letter-taken-back-subject = Se ha anulado { $sum }
letter-taken-back-text = { $count ->
    [one] Se ha corregido un bono del programa «{ $program }»: se ha anulado { $sum }. Ocurre cuando un pago se devuelve o resulta que no cuenta.
   *[other] Se han corregido bonos del programa «{ $program }»: se ha anulado { $sum } en total. Ocurre cuando los pagos se devuelven o resulta que no cuentan.
}
letter-owed = Se ha anulado más de lo disponible: sus próximas ganancias cubren primero { $sum }.
letter-expired-subject = Ha caducado { $sum }
letter-expired-text = En el programa «{ $program }» no se usó a tiempo { $sum } y ha caducado, como dicen sus condiciones.
letter-payout-subject = Se ha pagado { $sum }
letter-payout-text = El programa «{ $program }» le ha pagado { $sum }, según el calendario de sus condiciones.

letter-invited-subject = { $count ->
    [one] Alguien se ha registrado con su invitación
   *[other] { $count } personas se han registrado con su invitación
}
letter-invited-text = { $count ->
    [one] Alguien ha aceptado su invitación al programa «{ $program }».
   *[other] { $count } personas han aceptado su invitación al programa «{ $program }».
}
letter-invited-next = Le escribiremos cuando gane algo con ello.
letter-invited-button = Ver a quién he invitado
letter-welcome-subject = Le han invitado: le damos la bienvenida
letter-welcome-from = { $name } le ha invitado al programa «{ $program }». ¡Le damos la bienvenida!
letter-welcome-nobody = Le han invitado al programa «{ $program }». ¡Le damos la bienvenida!
letter-welcome-offer = Lo que recibe
letter-welcome-until = La oferta vale hasta el { $day }.
letter-welcome-terms = Las condiciones: { $address }
letter-welcome-button = Ver mi invitación
letter-claim-approved-subject = Su reclamación está aprobada
letter-claim-rejected-subject = Su reclamación no se ha aprobado
letter-claim-both-subject = Sus reclamaciones están resueltas
letter-claim-text = Nuestro personal ha revisado a quién dice usted que invitó al programa «{ $program }».
letter-claim-approved = aprobada
letter-claim-rejected = no aprobada
letter-claim-next = Quien fue aprobado ya está entre sus invitados, y sus pagos cuentan según las condiciones.
letter-claim-button = Ver mis reclamaciones
letter-converted-subject = { $sum } en bonos a cambio de su dinero
letter-converted-text = { $count ->
    [one] Convirtió dinero en bonos en el programa «{ $program }»: se añadieron { $sum }, que pagan facturas.
   *[other] Convirtió dinero en bonos { $count } veces en el programa «{ $program }»: se añadieron { $sum } en total, que pagan facturas.
}
letter-converted-why = Si no fue usted, { $told ->
    [no] avísenos enseguida.
   *[yes] escríbanos enseguida: { $support }.
}

letter-terms-subject = Cambian las condiciones de «{ $program }»
letter-terms-from = La versión { $version } de las condiciones del programa «{ $program }» empieza el { $from }.
letter-terms-now = La versión { $version } de las condiciones del programa «{ $program }» está en vigor.
letter-terms-new-referrals = Vale para quienes se registren desde entonces. Quienes invitó antes siguen con las condiciones de entonces.
letter-terms-all = Vale para todos desde entonces, también para quienes invitó antes.
letter-terms-opt-in = Vale para usted solo si la acepta.
letter-terms-new = Nuevo
letter-terms-old = Ya no vale
letter-terms-details = El texto completo está en la página de condiciones.
letter-terms-button = Leer las nuevas condiciones

letter-verification-subject = Los descuentos de sus empresas para el próximo pago
letter-verification-none-subject = Este mes sus empresas no tienen descuento
letter-verification-text = El programa «{ $program }» se ha verificado a fecha de { $day }.
letter-verification-next = Cada descuento vale solo para el próximo pago previsto de esa empresa.
letter-verification-again = Se verifica de nuevo el mes que viene.
letter-verification-lost = la vez anterior { $before }, ahora nada
letter-verification-lost-why = Ahora ninguno de sus invitados cuenta como referido activo, así que no hay por qué dar un descuento.
letter-verification-button = Ver mis empresas

letter-withdrawal-subject = Retirada de { $amount }: { $stage }
letter-withdrawal-requested = Ha pedido { $amount }, a: { $method }. El importe está reservado. Se decide y se paga a más tardar el { $due }.
letter-withdrawal-approved = Su retirada de { $amount } está aprobada. Se paga a más tardar el { $due }, a: { $method }.
letter-withdrawal-paid = Su retirada de { $amount } está pagada, a: { $method }.
letter-withdrawal-fee = Se ha descontado la comisión de { $fee }.
letter-withdrawal-rejected = Su retirada de { $amount } se ha rechazado. El importe vuelve a estar disponible.
letter-withdrawal-failed = No se ha podido pagar su retirada de { $amount }. El dinero vuelve a estar disponible.
letter-withdrawal-canceled = Ha cancelado su retirada de { $amount }. El importe vuelve a estar disponible.
letter-withdrawal-button = Ver mis retiradas

letter-invoice-subject = { $count ->
    [one] Una factura nueva: { $sum }
   *[other] { $count } facturas nuevas: { $sum }
}
letter-invoice-text = { $count ->
    [one] Se ha emitido una factura a su empresa; quedan por pagar { $sum }.
   *[other] Se han emitido { $count } facturas a sus empresas; quedan por pagar { $sum } en total.
}
letter-invoice-line = { $company }, factura { $number }
letter-invoice-due = pagar a más tardar el { $day }
letter-invoice-bonuses = Si tiene bonos, pueden pagar una parte: su página muestra cuánto.
letter-invoice-button = Ver la factura
letter-invoices-button = Ver mis facturas
letter-overdue-subject = { $count ->
    [one] Una factura ha vencido: { $sum }
   *[other] { $count } facturas han vencido: { $sum }
}
letter-overdue-text = { $count ->
    [one] Una factura de su empresa no se pagó a tiempo; quedan por pagar { $sum }.
   *[other] { $count } facturas de sus empresas no se pagaron a tiempo; quedan por pagar { $sum } en total.
}
letter-overdue-due = venció el { $day }
letter-overdue-paid = Si ha pagado en los últimos días, no tiene que hacer nada: el pago está en camino.
letter-paid-subject = Hemos recibido { $sum }
letter-paid-text = { $count ->
    [one] Ha llegado un pago de { $sum } por una factura de su empresa. Gracias.
   *[other] Han llegado { $count } pagos por facturas de sus empresas, { $sum } en total. Gracias.
}
letter-paid-left = quedan por pagar { $sum }, a más tardar el { $day }
letter-paid-whole = pagada por completo
letter-trial-subject = Una prueba termina pronto
letter-trial-text = { $count ->
    [one] La prueba de un plan de su empresa termina pronto. Si no hace nada, el plan continúa y entonces se emite su primera factura.
   *[other] { $count } pruebas de planes de sus empresas terminan pronto. Si no hace nada, los planes continúan y entonces se emiten sus primeras facturas.
}
letter-trial-line = { $product }, { $company }
letter-trial-then = gratis hasta el { $day }, después { $price }
letter-trial-choice = Hasta entonces puede elegir otro plan o cancelarlo sin coste.
letter-trial-button = Mis planes

settings-letters = Correos
settings-letters-hint = Sobre qué podemos escribirle. Los correos sobre su contraseña y su dirección llegan siempre.
wrong-letter = Elija entre los tipos de correos de la lista.
letters-kind-invited = Alguien se ha registrado con mi invitación
letters-kind-earned = He ganado algo
letters-kind-available = Un bono ya está disponible
letters-kind-frozen = Un bono espera la decisión sobre una devolución
letters-kind-taken_back = Se ha anulado un bono
letters-kind-expired = Ha caducado un bono
letters-kind-payout = Se ha pagado algo
letters-kind-verification = Los descuentos mensuales de mis empresas
letters-kind-withdrawal = Cada paso de una retirada
letters-kind-terms = Nuevas condiciones
letters-kind-welcome = Una invitación que he aceptado
letters-kind-claim = Mis reclamaciones resueltas
letters-kind-converted = Dinero convertido en bonos
letters-kind-invoice = Facturas nuevas de mis empresas
letters-kind-overdue = Facturas mías vencidas
letters-kind-paid = Pagos recibidos por mis facturas
letters-kind-trial = Pruebas mías que terminan pronto
letters-off-title = Correos
letters-off-ask = ¿Dejar de recibir estos correos?
letters-off-button = Sí, no enviarlos más
letters-off-done = Estos correos ya no llegan:
