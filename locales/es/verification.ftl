# Las verificaciones mensuales, para el personal.
admin-verification = Verificaciones mensuales
deed-run-applied = Verificación aplicada
deed-run-recomputed = Verificación recalculada
subject-run = Verificación
verification-none-monthly = Ningún programa da descuentos mensuales.
verification-next = Próxima verificación
verification-next-text = Se aplica sola el
verification-no-next = No hay ninguna por delante: el programa está cerrado o sus condiciones ya no dan nada cada mes.
verification-preview = Vista previa
verification-preview-text = Lo que daría si no pasara nada más. No se escribe nada.
verification-history = Verificaciones
verification-no-runs = Todavía no ha habido ninguna.
verification-blocked = Bloqueados por una factura
verification-companies = Empresas con descuento
verification-done = aplicada
verification-begun = sin terminar
verification-due = pendiente
verification-apply = Aplicar ahora
verification-run = Verificación
verification-sum = Lo que halló
verification-inputs = Hash de todo lo leído
verification-inputs-now = El hash ahora:
verification-recompute = Recalcular
verification-recompute-text = Lee otra vez lo que se sabía en el momento del corte y compara el hash y cada descuento. No se cambia nada.
verification-same-again = { $count ->
    [one] El mismo hash y { $count } descuento como está guardado.
   *[other] El mismo hash y { $count } descuentos como están guardados.
}
verification-differs = { $count ->
    [one] { $count } diferencia
   *[other] { $count } diferencias
}
verification-search-hint = Por el comienzo de un nombre o de una dirección.
verification-nobody = Aquí no hay nadie.
verification-before = Antes
verification-change = Cambio
verification-more = más
verification-less = menos
verification-same = igual
verification-is-blocked = bloqueado
verification-no-company = Sin empresa: las recomendaciones aún no dan nada.
flash-run-applied = La verificación está aplicada.
flash-run-before = La verificación ya se había aplicado y queda como está.
flash-run-future = La verificación aún no toca.
flash-run-refused = No se aplicó: ya se aplicó una más nueva, y un descuento nunca se da después.
flash-run-unfinished = La verificación no ha terminado: aún no se puede comparar.
verification-month-hint = Un año o un mes: 2026 o 2026-04.
verification-none-so-far = Nadie entre los revisados hasta ahora. Pase a los siguientes.
verification-differs-inputs = La verificación leyó datos con el hash { $run }; ahora es { $now }.
verification-differs-count = Descuentos guardados: { $stored }; los que corresponden: { $follow }.
verification-differs-company = A { $company } de { $person } le corresponde esto según la versión { $version } de las condiciones, y está guardado de otro modo: { $why }
