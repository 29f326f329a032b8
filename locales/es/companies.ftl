# Las empresas propias.
companies-lead = Las organizaciones que registra y por las que paga. Sus bonos pagan las facturas de cualquiera de ellas.
companies-since = Desde
companies-billing-id = Id para la facturación
companies-billing-id-text = El sistema de facturación nombra a la empresa con este id.
companies-no-tax-id = aún no
companies-closed = cerrada
companies-add = Añadir una empresa
companies-add-button = Añadir la empresa
flash-company-added = La empresa está añadida.
companies-move = Orden
companies-up = Subir { $name }
companies-down = Bajar { $name }
