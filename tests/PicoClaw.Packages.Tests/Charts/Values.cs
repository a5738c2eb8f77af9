namespace PicoClaw.Packages.Tests.Charts;

internal static class Values
{
    /// <summary>The required values.</summary>
    public const string Least =
        """
        broker: { rabbitmqCluster: mq }
        store: { secret: db-app }
        config: { secret: bot }
        """;

    /// <summary>Every value that changes the manifests.</summary>
    public const string All =
        """
        image: { repository: registry.example/picoclaw, tag: "1.2", pullSecrets: [pull] }
        broker: { secret: rabbit, key: address }
        store: { secret: db, key: address }
        config: { configMap: bot, workspaceConfigMap: words }
        envFrom: [accounts, models]
        agent: { autoscaling: { enabled: true } }
        otlp: { endpoint: "http://collector.observability:4317" }
        networkPolicy: { enabled: true, from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }] }
        env: [{ name: HTTPS_PROXY, value: "http://proxy:3128" }]
        podAnnotations: { example.org/team: bots }
        nodeSelector: { kubernetes.io/os: linux }
        tolerations: [{ key: bots, operator: Exists }]
        """;
}
