package io.davit.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.davit.model.error.ApiException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestInfoTest {

    /** Columns: method, path, then verb, group, version, namespace, resource, subresource and name, {@code -} for empty. */
    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/namespaces/n/pods,                   list,   -, v1, n, pods, -, -",
        "GET,    /api/v1/namespaces/n/pods/,                  list,   -, v1, n, pods, -, -",
        "GET,    /api/v1/namespaces/n/pods?watch=1,           watch,  -, v1, n, pods, -, -",
        "GET,    /api/v1/namespaces/n/pods?watch=false,       list,   -, v1, n, pods, -, -",
        "GET,    /api/v1/namespaces/n/pods?watch,             watch,  -, v1, n, pods, -, -",
        "HEAD,   /api/v1/namespaces/n/pods/p,                 get,    -, v1, n, pods, -, p",
        "POST,   /api/v1/namespaces/n/pods,                   create, -, v1, n, pods, -, -",
        "PUT,    /api/v1/namespaces/n/pods/p/status,          update, -, v1, n, pods, status, p",
        "PATCH,  /api/v1/nodes/x,                             patch,  -, v1, -, nodes, -, x",
        "DELETE, /api/v1/nodes/x,                             delete, -, v1, -, nodes, -, x",
        "DELETE, /api/v1/nodes,                               deletecollection, -, v1, -, nodes, -, -",
        "GET,    /api/v1/namespaces,                          list,   -, v1, -, namespaces, -, -",
        "GET,    /api/v1/namespaces/n,                        get,    -, v1, n, namespaces, -, n",
        "PUT,    /api/v1/namespaces/n/finalize,               update, -, v1, n, namespaces, finalize, n",
        "GET,    /api/v1/namespaces/n/pods/p/proxy/a/b,       get,    -, v1, n, pods, proxy, p",
        "GET,    /api/v1/watch/namespaces/n/pods/p,           watch,  -, v1, n, pods, -, p",
        "POST,   /api/v1/watch/pods,                          watch,  -, v1, -, pods, -, -",
        "GET,    /apis/apps/v1/deployments,                   list,   apps, v1, -, deployments, -, -",
        "GET,    /apis/apps/v1/namespaces/n/deployments/d/scale, get, apps, v1, n, deployments, scale, d",
        "GET,    /api%2Fv1%2Fsecrets,                         list,   -, v1, -, secrets, -, -",
        "GET,    /api/v1/namespaces/n%2Fsecrets,              list,   -, v1, n, secrets, -, -",
        "GET,    //api/v1/secrets,                            list,   -, v1, -, secrets, -, -",
        "GET,    /api//v1/secrets,                            get,    -, -, -, v1, -, secrets",
        "GET,    /api/v1/../v1/secrets,                       get,    -, v1, -, .., secrets, v1",
        "GET,    /api/v1/namespaces/n/secrets;x=1,            list,   -, v1, n, secrets;x=1, -, -",
        "GET,    /api/v1/pods?fieldSelector=metadata.name%3Dp, list,  -, v1, -, pods, -, p",
        "GET,    '/api/v1/pods?watch=1&fieldSelector=a=b%2Cmetadata.name==p', watch, -, v1, -, pods, -, p",
        "GET,    /api/v1/pods?fieldSelector=metadata.name!=p, list,   -, v1, -, pods, -, -",
        "GET,    '/api/v1/pods?fieldSelector=metadata.name=p&limit=x', list, -, v1, -, pods, -, -",
        "GET,    /api/v1/pods?fieldSelector=metadata.name=a/b, list,  -, v1, -, pods, -, -",
        "BREW,   /api/v1/pods/p,                              -,      -, v1, -, pods, -, p",
    })
    void readsResourceRequests(
            String method,
            String target,
            String verb,
            String group,
            String version,
            String namespace,
            String resource,
            String subresource,
            String name) {
        RequestInfo info = parse(method, target);

        assertThat(info.resourceRequest()).isTrue();
        assertThat(new String[] {
                    info.verb(),
                    info.group(),
                    info.version(),
                    info.namespace(),
                    info.resource(),
                    info.subresource(),
                    info.name()
                })
                .containsExactly(
                        value(verb),
                        value(group),
                        value(version),
                        value(namespace),
                        value(resource),
                        value(subresource),
                        value(name));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, get",
        "GET, /api, get",
        "GET, /api/v1, get",
        "GET, /apis/apps/v1, get",
        "POST, /apis/apps, post",
        "GET, /healthz/ping/me, get",
        "GET, /version/../api/v1/secrets, get",
        "GET, /API/v1/namespaces/n/secrets, get",
        "HEAD, /version, head",
    })
    void readsNonResourceRequests(String method, String path, String verb) {
        RequestInfo info = parse(method, path);

        assertThat(info.resourceRequest()).isFalse();
        assertThat(info.verb()).isEqualTo(verb);
        assertThat(info.path()).isEqualTo(path);
    }

    @Test
    void refusesAWatchPathWithoutAResource() {
        assertThatThrownBy(() -> parse("GET", "/api/v1/watch"))
                .isInstanceOf(ApiException.class)
                .extracting(thrown -> ((ApiException) thrown).code())
                .isEqualTo(400);
    }

    @Test
    void refusesABrokenEscapeInThePath() {
        assertThatThrownBy(() -> parse("GET", "/api/v1/pods/%zz")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> parse("GET", "/api/v1/pods/%2")).isInstanceOf(ApiException.class);
    }

    /** Whatever is sent: an answer or an ApiException, and never more parts than the path has characters. */
    @Test
    void survivesAnyPath() {
        Random random = new Random(7);
        String[] pieces = {
            "/",
            "//",
            "api",
            "apis",
            "v1",
            "namespaces",
            "watch",
            "proxy",
            "pods",
            "status",
            "%2F",
            "%",
            "%c3%bc",
            "..",
            ".",
            ";x=1",
            "?",
            "watch=",
            "&",
            "fieldSelector=metadata.name=",
            "limit=",
            "\u0000",
            "\uD800",
            "ü",
            "+",
            " ",
        };
        for (int i = 0; i < 20_000; i++) {
            StringBuilder target = new StringBuilder("/");
            for (int n = random.nextInt(12); n > 0; n--) {
                target.append(pieces[random.nextInt(pieces.length)]);
            }
            try {
                RequestInfo info = parse("GET", target.toString());
                assertThat(info.parts()).hasSizeLessThanOrEqualTo(target.length());
                ResourcePath.parse(info.path(), (groupVersion, subresource) -> false);
            } catch (ApiException e) {
                assertThat(e.code()).isBetween(400, 499);
            }
        }
    }

    private static RequestInfo parse(String method, String target) {
        int question = target.indexOf('?');
        return question < 0
                ? RequestInfo.parse(method, target, Query.EMPTY)
                : RequestInfo.parse(method, target.substring(0, question), Query.parse(target.substring(question + 1)));
    }

    private static String value(String column) {
        return column.equals("-") ? "" : column;
    }
}
