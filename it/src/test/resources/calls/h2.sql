CREATE ALIAS admit FOR "io.tenantcrypt.it.surface.{routines}.admit"
---
CREATE ALIAS ssn_of FOR "io.tenantcrypt.it.surface.{routines}.ssnOf"
---
CREATE ALIAS patients_of FOR "io.tenantcrypt.it.surface.{routines}.patientsOf"
---
CREATE ALIAS silent FOR "io.tenantcrypt.it.surface.{routines}.ssnOfFirst"
---
CREATE ALIAS promised FOR "io.tenantcrypt.it.surface.{routines}.ssnOfFirst"
---
CREATE ALIAS miscounted FOR "io.tenantcrypt.it.surface.{routines}.ssnOfFirst"
---
CREATE ALIAS other_modes FOR "io.tenantcrypt.it.surface.H2Routines.second"
---
CREATE ALIAS other_type FOR "io.tenantcrypt.it.surface.H2Routines.same"
---
CREATE ALIAS shorter FOR "io.tenantcrypt.it.surface.H2Routines.same"
---
CREATE ALIAS overloaded FOR "io.tenantcrypt.it.surface.H2Routines.overloaded"
---
CREATE ALIAS free_of_tenants FOR "io.tenantcrypt.it.surface.H2Routines.joined"
---
CREATE ALIAS undescribed FOR "io.tenantcrypt.it.surface.H2Routines.same"
---
CREATE ALIAS long_text FOR "io.tenantcrypt.it.surface.H2Routines.longText"
