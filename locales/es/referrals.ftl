# Enlaces, página de invitación, invitados, clics, la propia invitación.
offer-invitee = { $count ->
    [one] Tiene un { $percent } de descuento durante { $count } día.
   *[other] Tiene un { $percent } de descuento durante { $count } días.
}
offer-headline = { $count ->
    [one] { $percent } de descuento si se decide hoy
   *[other] { $percent } de descuento si se decide en { $count } días
}
offer-products = Vale para: { $products }.
offer-for = { $offer } { $products }
offer-window = { $count ->
    [one] Tiene { $count } día desde el registro para decidirse.
   *[other] Tiene { $count } días desde el registro para decidirse.
}
offer-invoices = { $count ->
    [one] Rebaja su primera factura.
   *[other] Rebaja sus primeras { $count } facturas.
}

landing-from = { $name } le invita a { $program }
landing-from-nobody = Le invitan a { $program }
landing-lead = Regístrese con esta invitación y el descuento aparecerá solo en su factura: nada que escribir, nada que recordar.
landing-lead-plain = Regístrese con esta invitación para que podamos dar las gracias a quien le habló de nosotros.
landing-button = Registrarme con esta invitación
landing-code = Su código:
landing-conditions = Qué recibe exactamente
landing-terms = Leer las condiciones
landing-how = Cómo funciona
landing-step-1 = Regístrese
landing-step-1-text = Su nombre, su correo y su empresa. Es un minuto.
landing-step-2 = Elija un plan
landing-step-2-text = El precio con descuento está junto al habitual.
landing-step-2-plain = El que convenga a su empresa. Los precios son los habituales.
landing-step-3 = Pague menos
landing-step-3-plain = Úselo
landing-step-3-text = A quien le invitó se lo agradecemos nosotros, sin coste para usted.
landing-stored = Qué se guarda de esta visita
landing-stored-text = { $count ->
    [one] La hora, esta página, de dónde vino y el enlace que siguió, durante { $count } día. Su dirección no se guarda; una huella de un solo día, que no puede invertirse, evita contar visitas repetidas.
   *[other] La hora, esta página, de dónde vino y el enlace que siguió, durante { $count } días. Su dirección no se guarda; una huella de un solo día, que no puede invertirse, evita contar visitas repetidas.
}
landing-stored-without = ¿Prefiere no quedar unido a la invitación?
landing-without = Registrarse sin ella
landing-register = Registrarme
landing-unknown = No conocemos esta invitación
landing-unknown-text = Puede que el enlace esté mal escrito. Puede registrarse igualmente y escribir un código hasta su primer pago.
landing-expired = Esta invitación ha terminado
landing-expired-text = Su plazo ha pasado. Puede registrarse igualmente.
landing-own = Este es su propio enlace
landing-own-text = Nadie puede invitarse a sí mismo, pero el enlace funciona: compártalo.
landing-own-button = A mi resumen
landing-closed = Este programa ya no admite invitaciones
landing-closed-text = Puede registrarse igualmente.

invitation-from = { $name } le invitó a { $program }.
invitation-from-nobody = Le invitaron a { $program }.
invitation-offer = Qué recibe
invitation-no-offer = Esta invitación no lleva descuento.
invitation-until = La oferta termina el
invitation-over = El plazo de la oferta ha terminado.
invitation-prices = Precios con la invitación y sin ella
invitation-product = Plan
invitation-without = Precio habitual
invitation-with = Su precio
invitation-plans = Elegir un plan
invitation-sees = Qué ve de usted quien le invitó
invitation-sees-not = No ve su correo, su número fiscal, sus facturas ni lo que hace aquí.
invitation-name-hidden = Su nombre está oculto para esa persona.
invitation-hide-name = Ocultar mi nombre
invitation-show-name = Mostrar de nuevo mi nombre
invitation-how = Cómo llegó
invitation-since = Invitación desde
invitation-state = La invitación está
invitation-final = fijada
invitation-open = abierta
invitation-final-text = Quedó fijada con su primer pago.
invitation-open-text = Hasta su primer pago puede quitarse o cambiarse por otro código.
invitation-ended = terminada
invitation-ended-text = Nuestro personal la terminó: sus pagos no dan nada a nadie.
invitation-none = Nadie consta como quien le invitó.
invitation-never = Los códigos se admiten de personas nuevas hasta su primer pago. Para usted ya es tarde.
invitation-other-code = Otro código
invitation-replace = Cambiar
invitation-remove = Quitar la invitación
flash-invitation-changed = El código se ha admitido.
flash-invitation-removed = La invitación se ha quitado.
wrong-invitation-final = Quien le invitó ya está fijado y no puede cambiarse.
wrong-invitation-own = Es su propio código: nadie puede invitarse a sí mismo.
wrong-invitation-code = Este código no sirve para su cuenta. Compruébelo o pruebe otro.
sees-masked-name = Las primeras letras del nombre de su empresa
sees-hidden-name = Que alguien se registró, sin nombre
sees-registered = Cuándo se registró y si usa el producto
sees-payments = Cuándo pagó y cuánto ganó con ello

link-label = Su enlace de invitación
teach-1 = Comparta su enlace
teach-1-text = En un correo, un mensaje, una publicación: donde se fíen de su palabra.
teach-2 = Se registran
teach-2-text = Los ve aquí enseguida, con el estado en que están.
teach-3 = Pagan y usted gana
teach-3-text = Cada pago muestra lo que gana y por qué.

invited-count = { $count ->
    [one] { $count } empresa o persona se registró gracias a usted.
   *[other] { $count } empresas y personas se registraron gracias a usted.
}
invited-refused-count = { $count ->
    [one] Otra { $count } está en la lista y no cuenta.
   *[other] Otras { $count } están en la lista y no cuentan.
}
invited-search = Nombre u origen
invited-state = Estado
invited-state-any = Cualquiera
invited-find = Buscar
invited-empty = Nadie todavía: son tres pasos
invited-none-found = Nadie cumple estos filtros.
invited-show-all = Mostrar todos
invited-who = Invitado
invited-registered = Registro
invited-last-payment = Último pago
invited-not-yet = aún no
invited-earned = Ha ganado
referral-registered = registrado
referral-trial = en prueba
referral-paying = paga
referral-active = activo
referral-canceled = cancelado
referral-refused = no cuenta
nothing-no-payment = Aún no hay pagos de los que ganar.
refused-unknown-code = No conocemos el código.
refused-expired = Llegó cuando el plazo del código había terminado.
refused-own-code = Nadie puede invitarse a sí mismo.
refused-known-email = Esta persona ya estaba registrada.
refused-tax-id = Esta empresa ya estaba registrada.
refused-closed = El programa ya no admite invitaciones.

invitee-story = Qué ha pasado
happened-clicked = Abrió su enlace
happened-registered = Se registró
happened-trial = Empezó una prueba
happened-paid = Pagó { $amount }
happened-refunded = Recibió de vuelta { $amount }
happened-canceled = Canceló
happened-final = La invitación quedó fijada

clicks-lead = Cada visita por sus enlaces, sin nada que diga quién fue.
clicks-empty = Aún no hay visitas
clicks-sources = Por enlace
clicks-once = Aquí las visitas de una misma persona en un día cuentan una vez.
clicks-source = Enlace
clicks-clicks = Visitas
clicks-registered = Registros
clicks-paying = Pagan
clicks-each = Cada visita, también las repetidas
clicks-page = Página
clicks-when = Cuándo
clicks-from = Desde
clicks-became = Resultado
clicks-direct = directa o desconocida
clicks-registration = registro
name-hidden = Nombre oculto
offer-headline-always = { $percent } de descuento
refused-codes = Este programa no acepta códigos escritos a mano.
refused-replaced = Quitaron la invitación antes de su primer pago.
refused-otherwise = No cuenta como invitación.
landing-valid = Válida hasta el
landing-registered = Usted ya tiene una cuenta
landing-registered-text = Las invitaciones son para quien aún no la tiene. Nada suyo ha cambiado.
landing-new = Usted ya tiene una cuenta
landing-new-text = Mientras sea una persona nueva, esta invitación aún puede contar: indique su código.
landing-new-button = Indicar el código
consent-ask = { $count ->
    [one] Con el botón de arriba su navegador guarda una cookie durante { $count } día, para que la invitación cuente aunque se registre más tarde. Solo la lee este sitio.
   *[other] Con el botón de arriba su navegador guarda una cookie durante { $count } días, para que la invitación cuente aunque se registre más tarde. Solo la lee este sitio.
}
consent-without = Continuar sin cookie
consent-take-back = Continuar y borrar la cookie
clicks-all-links = Todos los enlaces
clicks-none-found = Ninguna visita coincide con estos filtros.
share-lead = Todo para difundir su enlace: a personas, en páginas y en papel.
share-qr-text = SVG para imprimir a cualquier tamaño, PNG para documentos y mensajes. Abre el enlace de arriba.
share-links = Sus enlaces
share-links-text = Un enlace propio para cada lugar muestra dónde funcionan sus invitaciones. Todos rinden lo mismo.
share-change = Cambiar
share-change-of = Cambiar el enlace { $name }
share-clicks-of = Visitas por { $name }
share-shown = se muestra aquí
share-closed = cerrado
share-label = Nombre para usted
share-label-hint = Por ejemplo, «Congreso de mayo». Solo lo ve usted.
share-sub = Subidentificador
share-sub-hint = Letras, cifras, guiones y puntos. Con él se muestran las visitas del enlace.
share-add = Añadir un enlace
share-add-button = Añadir
share-close = Cerrar este enlace
share-close-sure = Cerrarlo para siempre
share-close-text = Nadie más llegará por él y no se puede volver a abrir. Quienes ya llegaron siguen siendo suyos.
share-texts = Textos listos
share-language = Idioma de textos y banners
share-whatsapp = WhatsApp
share-telegram = Telegram
share-sms = SMS
share-post = Publicación
share-banners = Banners y botones
share-banners-text = Copie el HTML en su página. La imagen muestra siempre la oferta vigente.
share-mail-subject = Una invitación a { $program }
share-mail-text =
    Hola:
    {""}
    Uso { $program } y lo recomiendo.{ $offer } Basta con registrarse con mi enlace:
    { $link }
    {""}
    Si tiene preguntas, escríbame.
share-whatsapp-text = Uso { $program } y lo recomiendo.{ $offer } Regístrese con mi enlace: { $link }
share-telegram-text = Uso { $program } y lo recomiendo.{ $offer }
share-sms-text = { $program }:{ $offer } { $link }
share-post-text = Trabajamos con { $program }.{ $offer } Regístrese con este enlace:
flash-link-added = El enlace está abierto.
flash-link-closed = El enlace está cerrado.
wrong-link-label = Use como máximo { $count } caracteres en una línea.
wrong-link-sub = Use letras sin acento, cifras, guiones, guiones bajos y puntos, como máximo { $count }, sin espacios.
wrong-link-too-many = Tiene { $count } enlaces, que es el máximo. Añada un subidentificador a la dirección: ?sub=nombre.
wrong-link-last = Un enlace de cada programa queda abierto. Añada otro antes de cerrar este.
invited-source = Origen
refused-voided = Nuestro personal terminó esta invitación: los pagos posteriores no dan nada.
invitee-earnings = Todas las ganancias de esta invitación
happened-active = Usa el producto
happened-counts = Pasó a ser un referido activo
happened-expired = La suscripción venció
