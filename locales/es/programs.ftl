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
overview-as-table = En una tabla
overview-releases-none = Nada espera una fecha.
offer-referrer = Gana { $percent } de lo que paga cada empresa invitada.
offer-them = { $count ->
    [one] Ella tiene { $percent } de descuento durante { $count } día.
   *[other] Ella tiene { $percent } de descuento durante { $count } días.
}
share-email = Correo
share-more = Más
share-qr = Código QR
share-subject = { $program }: una invitación
share-text = Uso { $program }. Con mi enlace tiene un descuento:
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
offer-referrer-nothing = En este programa los pagos de las empresas invitadas no generan nada.
home-title = Invita a otros y recibe las gracias
home-lead = Comparte un enlace. Quien se registra con él paga menos y tú ganas con lo que paga: cada bono con su motivo, hasta el último céntimo.
terms-rules = Qué más se aplica
example-payment = { $at }: se pagan { $amount }
example-refund = { $at }: se devuelven { $amount }
example-invoice = { $at }: se emite una factura
example-event = { $at }: { $what }
example-on-hold = { $at }: { $amount } retenidos
example-available = { $at }: { $amount } disponibles
example-to-pay = { $at }: { $amount } por pagar
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
