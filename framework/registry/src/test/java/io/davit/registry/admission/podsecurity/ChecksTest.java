package io.davit.registry.admission.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import io.davit.model.json.Json;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pods before standards, a table per check: the version, the pod, and what is found. */
class ChecksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.0   | {}                                                       | ``
            v1.0   | {'hostNetwork':false,'hostPID':null}                     | ``
            v1.0   | {'hostNetwork':true}                                     | host namespaces (hostNetwork=true)
            latest | {'hostIPC':true,'hostPID':true,'hostNetwork':true}       | host namespaces (hostNetwork=true, hostPID=true, hostIPC=true)
            """)
    void namespacesOfTheHost(String version, String spec, String found) {
        assertThat(baseline(version, spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'volumes':[{'name':'a','emptyDir':{}}]}                                            | ``
            {'volumes':[{'name':'a','hostPath':null}]}                                          | ``
            {'volumes':[{'name':'a','hostPath':{}}]}                                            | hostPath volumes (volume "a")
            {'volumes':[{'name':'b','hostPath':{}},{'name':'c'},{'name':'a','hostPath':{}}]}    | hostPath volumes (volumes "b", "a")
            """)
    void pathsOfTheHost(String spec, String found) {
        assertThat(baseline("v1.0", spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'containers':[{'name':'c','ports':[{'containerPort':80},{'hostPort':0}]}]}         | ``
            {'containers':[{'name':'c','ports':[{'hostPort':80}]}]}                             | hostPort (container "c" uses hostPort 80)
            {'containers':[{'name':'c','ports':[{'hostPort':9090},{'hostPort':10000}]}]}        | hostPort (container "c" uses hostPorts 10000, 9090)
            {'containers':[{'name':'c','ports':[{'hostPort':80}]}],'initContainers':[{'name':'i','ports':[{'hostPort':80}]}]} | hostPort (containers "i", "c" use hostPort 80)
            """)
    void portsOfTheHost(String spec, String found) {
        assertThat(baseline("v1.0", spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.33 | {'containers':[{'name':'c','livenessProbe':{'httpGet':{'host':'a'}}}]}       | ``
            v1.34 | {'containers':[{'name':'c','livenessProbe':{'httpGet':{'host':''}}}]}        | ``
            v1.34 | {'containers':[{'name':'c','startupProbe':{'grpc':{'port':1}}}]}             | ``
            v1.34 | {'containers':[{'name':'c','livenessProbe':{'httpGet':{'host':'a'}}}]}       | probe or lifecycle host (container "c" uses probe or lifecycle host "a")
            v1.34 | {'containers':[{'name':'d','readinessProbe':{'tcpSocket':{'host':'z'}}},{'name':'c','lifecycle':{'preStop':{'httpGet':{'host':'b'}},'postStart':{'tcpSocket':{'host':'a'}}}}]} | probe or lifecycle host (containers "c", "d" use probe or lifecycle hosts "a", "b", "z")
            """)
    void hostsOfProbesAndHooks(String version, String spec, String found) {
        assertThat(baseline(version, spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'containers':[{'name':'c','securityContext':{'privileged':false}},{'name':'d'}]}   | ``
            {'containers':[{'name':'c','securityContext':{'privileged':true}}]}                 | privileged (container "c" must not set securityContext.privileged=true)
            {'ephemeralContainers':[{'name':'e','securityContext':{'privileged':true}}],'containers':[{'name':'c','securityContext':{'privileged':true}}],'initContainers':[{'name':'i','securityContext':{'privileged':true}}]} | privileged (containers "i", "c", "e" must not set securityContext.privileged=true)
            """)
    void privilegedContainers(String spec, String found) {
        assertThat(baseline("v1.0", spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'containers':[{'name':'c','securityContext':{'capabilities':{'add':['CHOWN','SYS_CHROOT'],'drop':['NET_RAW']}}}]} | ``
            {'containers':[{'name':'c','securityContext':{'capabilities':{'add':['SYS_TIME','CHOWN','NET_ADMIN']}}},{'name':'d','securityContext':{'capabilities':{'add':['SYS_TIME']}}}]} | non-default capabilities (containers "c", "d" must not include "NET_ADMIN", "SYS_TIME" in securityContext.capabilities.add)
            """)
    void addedCapabilities(String spec, String found) {
        assertThat(baseline("v1.0", spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.21 | {'containers':[{'name':'c'}]} | ``
            v1.22 | {'containers':[{'name':'c'}]} | unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"])
            v1.25 | {'containers':[{'name':'c','securityContext':{'capabilities':{'drop':['all']}}}]} | unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"])
            v1.25 | {'containers':[{'name':'c','securityContext':{'capabilities':{'drop':['KILL','ALL'],'add':['NET_BIND_SERVICE']}}}]} | ``
            v1.25 | {'containers':[{'name':'c','securityContext':{'capabilities':{'drop':['ALL'],'add':['CHOWN','NET_ADMIN']}}},{'name':'d'}]} | unrestricted capabilities (container "d" must set securityContext.capabilities.drop=["ALL"]; container "c" must not include "CHOWN", "NET_ADMIN" in securityContext.capabilities.add)
            v1.24 | {'os':{'name':'windows'},'containers':[{'name':'c'}]} | unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"])
            v1.25 | {'os':{'name':'windows'},'containers':[{'name':'c'}]} | ``
            """)
    void droppedCapabilities(String version, String spec, String found) {
        assertThat(only("unrestricted capabilities", "restricted", version, spec))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            baseline   | v1.0  | {'containers':[{'name':'c','securityContext':{'procMount':'Default'}}]}   | ``
            baseline   | v1.0  | {'containers':[{'name':'c','securityContext':{'procMount':'Unmasked'}},{'name':'d','securityContext':{'procMount':'Other'}}]}  | procMount (containers "c", "d" must not set securityContext.procMount to "Other", "Unmasked")
            baseline   | v1.34 | {'hostUsers':false,'containers':[{'name':'c','securityContext':{'procMount':'Unmasked'}}]} | procMount (container "c" must not set securityContext.procMount to "Unmasked")
            baseline   | v1.35 | {'hostUsers':true,'containers':[{'name':'c','securityContext':{'procMount':'Unmasked'}}]}  | procMount (container "c" must not set securityContext.procMount to "Unmasked")
            baseline   | v1.35 | {'hostUsers':false,'containers':[{'name':'c','securityContext':{'procMount':'Unmasked'}}]} | ``
            restricted | v1.34 | {'hostUsers':false,'containers':[{'name':'c','securityContext':{'procMount':'Unmasked'}}]} | procMount (container "c" must not set securityContext.procMount to "Unmasked")
            restricted | v1.35 | {'hostUsers':false,'containers':[{'name':'c','securityContext':{'procMount':'Unmasked'}}]} | procMount (container "c" must not set securityContext.procMount to "Unmasked")
            """)
    void maskedProc(String level, String version, String spec, String found) {
        assertThat(only("procMount", level, version, spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.0  | {'securityContext':{'seLinuxOptions':{'type':'container_kvm_t','level':'s0'}}} | ``
            v1.0  | {'securityContext':{'seLinuxOptions':{'type':'','user':'','role':''}}}         | ``
            v1.30 | {'securityContext':{'seLinuxOptions':{'type':'container_engine_t'}}}           | seLinuxOptions (pod set forbidden securityContext.seLinuxOptions: type "container_engine_t")
            v1.31 | {'securityContext':{'seLinuxOptions':{'type':'container_engine_t'}}}           | ``
            v1.31 | {'securityContext':{'seLinuxOptions':{'type':'b_t','role':'r'}},'containers':[{'name':'c','securityContext':{'seLinuxOptions':{'type':'a_t','user':'u'}}}]} | seLinuxOptions (pod and container "c" set forbidden securityContext.seLinuxOptions: types "a_t", "b_t"; user may not be set; role may not be set)
            """)
    void seLinux(String version, String spec, String found) {
        assertThat(baseline(version, spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'securityContext':{'appArmorProfile':{'type':'Localhost'}},'containers':[{'name':'c','securityContext':{'appArmorProfile':{'type':'RuntimeDefault'}}}]} | {} | ``
            {'securityContext':{'appArmorProfile':{'type':'Unconfined'}}} | {} | forbidden AppArmor profile (pod must not set AppArmor profile type to "Unconfined")
            {} | {'container.apparmor.security.beta.kubernetes.io/c':'localhost/x','container.apparmor.security.beta.kubernetes.io/d':''} | ``
            {} | {'container.apparmor.security.beta.kubernetes.io/d':'unconfined','container.apparmor.security.beta.kubernetes.io/c':'no"ne'} | forbidden AppArmor profiles (annotations must not set AppArmor profile type to "container.apparmor.security.beta.kubernetes.io/c="no\\"ne"", "container.apparmor.security.beta.kubernetes.io/d="unconfined"")
            {'securityContext':{'appArmorProfile':{'type':'Unconfined'}},'containers':[{'name':'c','securityContext':{'appArmorProfile':{'type':'Unconfined'}}}]} | {'container.apparmor.security.beta.kubernetes.io/c':'unconfined'} | forbidden AppArmor profiles (pod and container "c" and annotation must not set AppArmor profile type to "Unconfined", "container.apparmor.security.beta.kubernetes.io/c="unconfined"")
            """)
    void appArmor(String spec, String annotations, String found) {
        assertThat(find("baseline", "v1.0", annotations, spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.18 | {'seccomp.security.alpha.kubernetes.io/pod':'docker/default','container.seccomp.security.alpha.kubernetes.io/other':'unconfined'} | {'containers':[{'name':'c'}]} | ``
            v1.18 | {'seccomp.security.alpha.kubernetes.io/pod':'unconfined'} | {'containers':[{'name':'c'}]} | seccompProfile (forbidden annotation seccomp.security.alpha.kubernetes.io/pod="unconfined")
            v1.18 | {'seccomp.security.alpha.kubernetes.io/pod':'','container.seccomp.security.alpha.kubernetes.io/c':'x'} | {'containers':[{'name':'c'}]} | seccompProfile (forbidden annotations container.seccomp.security.alpha.kubernetes.io/c="x", seccomp.security.alpha.kubernetes.io/pod="")
            v1.19 | {'seccomp.security.alpha.kubernetes.io/pod':'unconfined'} | {} | ``
            v1.18 | {} | {'securityContext':{'seccompProfile':{'type':'Unconfined'}}} | ``
            v1.19 | {} | {'securityContext':{'seccompProfile':{'type':'Unconfined'}}} | seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")
            v1.19 | {} | {'securityContext':{'seccompProfile':{'type':'Localhost'}},'containers':[{'name':'c','securityContext':{'seccompProfile':{'type':'Unconfined'}}}]} | seccompProfile (container "c" must not set securityContext.seccompProfile.type to "Unconfined")
            """)
    void seccompIsNotSwitchedOff(String version, String annotations, String spec, String found) {
        assertThat(find("baseline", version, annotations, spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.18 | {'containers':[{'name':'c'}]} | ``
            v1.19 | {'containers':[{'name':'c'},{'name':'d','securityContext':{'seccompProfile':{'type':'Localhost'}}}]} | seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")
            v1.19 | {'securityContext':{'seccompProfile':{'type':'RuntimeDefault'}},'containers':[{'name':'c'}]} | ``
            v1.19 | {'securityContext':{'seccompProfile':{'type':'Unconfined'}},'containers':[{'name':'c'}]} | seccompProfile (pod must not set securityContext.seccompProfile.type to "Unconfined")
            v1.24 | {'os':{'name':'windows'},'containers':[{'name':'c'}]} | seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")
            v1.25 | {'os':{'name':'windows'},'containers':[{'name':'c'}]} | ``
            """)
    void seccompIsSwitchedOn(String version, String spec, String found) {
        assertThat(only("seccompProfile", "restricted", version, spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.0   | net.ipv4.ip_unprivileged_port_start | true
            v1.0   | kernel.msgmax                       | false
            v1.26  | net.ipv4.ip_local_reserved_ports    | false
            v1.27  | net.ipv4.ip_local_reserved_ports    | true
            v1.28  | net.ipv4.tcp_keepalive_time         | false
            v1.29  | net.ipv4.tcp_fin_timeout            | true
            v1.31  | net.ipv4.tcp_rmem                   | false
            v1.32  | net.ipv4.tcp_wmem                   | true
            latest | kernel.shm_rmid_forced              | true
            latest | net.ipv4.tcp_mem                    | false
            """)
    void sysctls(String version, String name, boolean allowed) {
        String spec = "{'securityContext':{'sysctls':[{'name':'x'},{'name':'" + name + "'}]}}";
        assertThat(baseline(version, spec)).isEqualTo("forbidden sysctls (x" + (allowed ? ")" : ", " + name + ")"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'securityContext':{'windowsOptions':{'hostProcess':false}}} | ``
            {'securityContext':{'windowsOptions':{'hostProcess':true}},'containers':[{'name':'c','securityContext':{'windowsOptions':{'hostProcess':true}}}]} | hostProcess (pod and container "c" must not set securityContext.windowsOptions.hostProcess=true)
            """)
    void processesOfTheHost(String spec, String found) {
        assertThat(baseline("v1.0", spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.7  | {'containers':[{'name':'c'}]} | ``
            v1.8  | {'containers':[{'name':'c'},{'name':'d','securityContext':{'allowPrivilegeEscalation':false}}]} | allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false)
            v1.24 | {'os':{'name':'windows'},'containers':[{'name':'c'}]} | allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false)
            v1.25 | {'os':{'name':'windows'},'containers':[{'name':'c'}]} | ``
            v1.25 | {'os':{'name':'linux'},'containers':[{'name':'c'},{'name':'d','securityContext':{'allowPrivilegeEscalation':true}}]} | allowPrivilegeEscalation != false (containers "c", "d" must set securityContext.allowPrivilegeEscalation=false)
            """)
    void privilegeEscalation(String version, String spec, String found) {
        assertThat(only("allowPrivilegeEscalation", "restricted", version, spec))
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'volumes':[{'name':'a','configMap':{}},{'name':'b','image':{}},{'name':'c','ephemeral':{}}]} | ``
            {'volumes':[{'name':'a','nfs':{}}]} | restricted volume types (volume "a" uses restricted volume type "nfs")
            {'volumes':[{'name':'a','nfs':{}},{'name':'b','hostPath':{}},{'name':'c'},{'name':'d','nfs':{}}]} | restricted volume types (volumes "a", "b", "c", "d" use restricted volume types "hostPath", "nfs", "unknown")
            """)
    void volumeTypes(String spec, String found) {
        assertThat(find("restricted", "v1.0", "{}", spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.0  | {'containers':[{'name':'c'},{'name':'d','securityContext':{'runAsNonRoot':true}}]} | runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true)
            v1.0  | {'securityContext':{'runAsNonRoot':true},'containers':[{'name':'c'}]} | ``
            v1.0  | {'securityContext':{'runAsNonRoot':true},'containers':[{'name':'c','securityContext':{'runAsNonRoot':false}}]} | runAsNonRoot != true (container "c" must not set securityContext.runAsNonRoot=false)
            v1.0  | {'securityContext':{'runAsNonRoot':false},'containers':[{'name':'c','securityContext':{'runAsNonRoot':true}}]} | runAsNonRoot != true (pod must not set securityContext.runAsNonRoot=false)
            v1.34 | {'hostUsers':false,'containers':[{'name':'c'}]} | runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true)
            v1.35 | {'hostUsers':false,'containers':[{'name':'c'}]} | ``
            """)
    void notAsRoot(String version, String spec, String found) {
        assertThat(only("runAsNonRoot", "restricted", version, spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            v1.22 | {'securityContext':{'runAsUser':0}} | ``
            v1.23 | {'securityContext':{'runAsUser':1}} | ``
            v1.23 | {'securityContext':{'runAsUser':0},'containers':[{'name':'c','securityContext':{'runAsUser':0}}]} | runAsUser=0 (pod and container "c" must not set runAsUser=0)
            v1.34 | {'hostUsers':false,'securityContext':{'runAsUser':0}} | runAsUser=0 (pod must not set runAsUser=0)
            v1.35 | {'hostUsers':false,'securityContext':{'runAsUser':0}} | ``
            """)
    void notAsUserZero(String version, String spec, String found) {
        assertThat(only("runAsUser", "restricted", version, spec)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            privileged | latest | ``
            baseline   | latest | host namespaces, hostPath volumes, privileged, procMount, seccompProfile, forbidden sysctls
            baseline   | v1.18  | host namespaces, hostPath volumes, privileged, procMount, forbidden sysctls
            restricted | v1.0   | host namespaces, privileged, procMount, forbidden sysctls, restricted volume types, runAsNonRoot != true
            restricted | v1.19  | host namespaces, privileged, procMount, forbidden sysctls, allowPrivilegeEscalation != false, restricted volume types, runAsNonRoot != true, seccompProfile
            restricted | v1.34  | host namespaces, privileged, procMount, forbidden sysctls, allowPrivilegeEscalation != false, unrestricted capabilities, restricted volume types, runAsNonRoot != true, seccompProfile
            restricted | latest | host namespaces, privileged, forbidden sysctls, allowPrivilegeEscalation != false, unrestricted capabilities, procMount, restricted volume types, runAsNonRoot != true, seccompProfile
            restricted | v1.99  | host namespaces, privileged, forbidden sysctls, allowPrivilegeEscalation != false, unrestricted capabilities, procMount, restricted volume types, runAsNonRoot != true, seccompProfile
            """)
    void tellsEverythingInOrderAndNothingTwice(String level, String version, String reasons) {
        Pod pod = pod("{}", """
                {'hostPID':true,'volumes':[{'name':'v','hostPath':{}}],
                 'securityContext':{'seccompProfile':{'type':'Unconfined'},'sysctls':[{'name':'x'}]},
                 'containers':[{'name':'c','securityContext':{'privileged':true,'procMount':'Unmasked'}}]}""");
        assertThat(Checks.find(standard(level, version), pod).reasons()).isEqualTo(reasons);
    }

    private static String baseline(String version, String spec) {
        return find("baseline", version, "{}", spec);
    }

    private static String find(String level, String version, String annotations, String spec) {
        Findings found = Checks.find(standard(level, version), pod(annotations, spec));
        return String.join(
                ", ",
                found.violations().stream()
                        .filter(violation ->
                                level.equals("baseline") || !violation.reason().startsWith("runAsNonRoot"))
                        .map(Violation::toString)
                        .toList());
    }

    /** What a check finds, whatever others do. */
    private static String only(String reason, String level, String version, String spec) {
        return String.join(
                ", ",
                Checks.find(standard(level, version), pod("{}", spec)).violations().stream()
                        .filter(violation -> violation.reason().startsWith(reason))
                        .map(Violation::toString)
                        .toList());
    }

    private static Standard standard(String level, String version) {
        return new Standard(Objects.requireNonNull(Level.parse(level)), Objects.requireNonNull(Version.parse(version)));
    }

    private static Pod pod(String annotations, String spec) {
        return Pod.of(Json.parse(("{'metadata':{'annotations':" + annotations + "},'spec':" + spec + "}")
                .replace("no\"ne", "no\\\"ne")
                .replace('\'', '"')));
    }
}
