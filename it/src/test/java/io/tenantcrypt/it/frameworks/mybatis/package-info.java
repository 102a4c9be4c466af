/** Applications on MyBatis: one mapper of annotations, one of XML. */
package io.tenantcrypt.it.frameworks.mybatis;
