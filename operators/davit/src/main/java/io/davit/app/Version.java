package io.davit.app;

import picocli.CommandLine.IVersionProvider;

/** The version as the jar's manifest tells it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Davit.class.getPackage().getImplementationVersion();
        return new String[] {"davit " + (version == null ? "(development build)" : version)};
    }
}
