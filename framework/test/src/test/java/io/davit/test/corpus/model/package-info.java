/** Custom resources as users of fabric8 write them: their definitions are generated from these classes. */
package io.davit.test.corpus.model;
