# Lotes: retiradas que el personal paga juntas.
admin-batches = Lotes de pago
batches-text = Retiradas aprobadas de una misma moneda y forma de pago, reunidas en una sola orden al banco.
batches-none = Todavía no se ha hecho ningún lote.
batches-nothing = No hay retiradas aprobadas a la espera de pago.
batch = Lote
batch-what = { $method }, { $currency }
batch-new = Lote nuevo
batch-of = Qué se paga
batch-count = { $count ->
    [one] { $count } retirada
    [many] { $count } de retiradas
   *[other] { $count } retiradas
}
batch-cutoff = Aprobados hasta
batch-cutoff-hint = Lo aprobado después espera al próximo lote. Sus propias retiradas y las de quienes deben quedan fuera.
batch-make = Hacer el lote
batch-made = Hecho
batch-number = Retiradas
batch-total = Total por pagar
batch-open = abierto
batch-undone = deshecho
batch-final = pagado
batch-paying = marcándose como pagado
batch-until = Aprobados hasta el { $at }
batch-sum = Lo que suma
batch-files = Archivos
batch-files-text = Muestran adónde va el dinero: cada archivo se registra con su nombre.
batch-name = Titular de la cuenta
batch-name-hint = De quién es la cuenta desde la que paga el banco. Los nombres se escriben en letras latinas.
batch-account = Cuenta
batch-account-hint = Un IBAN o el número que usa su banco.
batch-bic = Código del banco (BIC)
batch-day = Día del pago
batch-order = Archivo para el banco (pain.001)
batch-list = Lista con los datos de pago (CSV)
batch-end = Cuando el banco tenga la orden
batch-reference-hint = Con ella se marca cada retirada como pagada, y cada persona recibe un correo.
batch-finish = Marcar todo como pagado
batch-undo = Deshacer el lote
batch-undo-text = Como si no se hubiera hecho: todo lo que contiene puede pagarse por separado o con otro lote.
batch-undo-filed = Asegúrese de que el banco no lo pague.
batch-undo-button = Deshacerlo
batch-progress = { $paid } de { $count } están marcados como pagados. Puede salir de esta página.
batch-left-over = { $count ->
    [one] { $count } retirada no pudo marcarse como pagada porque la persona debe ahora. Está de nuevo en la cola.
    [many] { $count } de retiradas no pudieron marcarse como pagadas porque las personas deben ahora. Están de nuevo en la cola.
   *[other] { $count } retiradas no pudieron marcarse como pagadas porque las personas deben ahora. Están de nuevo en la cola.
}
batch-in = En este lote
batch-out = Fuera del lote
batch-out-text = Aprobados, se pagan de la misma forma y no están en ningún lote.
batch-change = Cambiar
batch-exclude = Dejar fuera
batch-exclude-one = Dejar fuera a { $person }
batch-include = Incluir
batch-include-one = Incluir a { $person }
batch-yours = Es suyo: lo paga un colega
batch-open-one = Abrir su lote
batch-did-make = { $who } lo hizo el { $at }.
batch-did-file = { $who } hizo un archivo para el banco el { $at }.
batch-did-undo = { $who } lo deshizo el { $at }.
batch-did-finish = { $who } lo marcó como pagado el { $at }.
withdrawal-in-batch = Está en un lote y se paga con él. Para pagarlo por separado, déjelo antes fuera del lote.
wrong-batch-of = Elija qué se paga.
wrong-batch-cutoff = Escriba un día y una hora que no estén en el futuro.
wrong-batch-nothing = Nada de esto se aprobó hasta entonces, o un colega ya lo ha reunido.
wrong-batch-empty = No queda nada en este lote.
wrong-batch-own = Contiene su propia retirada, y nadie se paga a sí mismo. Pida ayuda a un colega.
wrong-batch-taken = Ya no está libre: { $stage }, o en otro lote.
wrong-batch-owe = Estas personas deben dinero ahora y no se les paga nada: { $names }. Déjelas antes fuera.
wrong-batch-details = No se conocen los datos de pago de { $names }. Déjelas antes fuera.
wrong-batch-letters = Los bancos solo aceptan letras latinas, y estos nombres no pueden escribirse con ellas: { $names }. Déjelos fuera y páguelos a mano.
wrong-batch-name = Escriba de quién es la cuenta, en letras latinas, cirílicas o griegas.
wrong-batch-account = Escriba un IBAN u otro número de cuenta de hasta 34 letras y cifras. Falta un carácter o está mal escrito.
wrong-batch-bic = El código de un banco tiene 8 u 11 letras y cifras, como HSBKKZKX.
wrong-batch-day = Elija hoy o un día posterior.
flash-batch-made = El lote está hecho. Todavía no se ha pagado nada.
flash-batch-included = Ahora está en el lote.
flash-batch-excluded = Ahora está fuera del lote.
flash-batch-undone = El lote está deshecho.
flash-batch-final = Todo su contenido se está marcando como pagado.
deed-batch-changed = Lote cambiado
deed-batch-file-made = Archivo de un lote hecho
deed-batch-final = Lote marcado como pagado
deed-batch-made = Lote hecho
deed-batch-undone = Lote deshecho
subject-batch = Lote
job-withdrawals-pay-batch = Marcar un lote como pagado
batch-all-such = todos los lotes así
batch-paid-already = El banco ya lo ha pagado, también a ellas: anotarlo todo; las deudas quedan.
