namespace PicoClaw.AppHost;

/// <summary>Gives the services their accounts.</summary>
internal static class DingTalkAccounts
{
    private const string ConfigFile = "PICOCLAW_CONFIG";

    /// <summary>The account that the emulator knows.</summary>
    public static void UseEmulator(this IEnumerable<IResourceBuilder<ProjectResource>> services, IResourceBuilder<ProjectResource> emulator)
    {
        var address = emulator.GetEndpoint("http");
        foreach (var service in services)
        {
            service.WaitFor(emulator)
                // Not the user's home or file: the demo must not pick up the accounts of a bot installed on this machine.
                .WithEnvironment(
                    "PICOCLAW_HOME", Path.Combine(service.ApplicationBuilder.AppHostDirectory, "obj", "demo", service.Resource.Name))
                .WithEnvironment(ConfigFile, "")
                .WithEnvironment("PICOCLAW_CHANNEL_LIST__demo__CLIENT_ID", "dingdemo")
                .WithEnvironment("PICOCLAW_CHANNEL_LIST__demo__CLIENT_SECRET", "demo-secret")
                .WithEnvironment("PICOCLAW_CHANNEL_LIST__demo__API_BASE", address)
                .WithEnvironment("PICOCLAW_CHANNEL_LIST__demo__OAPI_BASE", address);
        }
    }

    /// <summary>The accounts and models of a config.json.</summary>
    public static void UseConfig(this IEnumerable<IResourceBuilder<ProjectResource>> services, string file)
    {
        foreach (var service in services)
        {
            service.WithEnvironment(ConfigFile, file);
        }
    }

    /// <summary>
    /// One app and one model. The dashboard asks for their secrets unless they are set: <c>Parameters__client-id</c> and so on, or the user secrets.
    /// </summary>
    public static void UseParameters(this IEnumerable<IResourceBuilder<ProjectResource>> services, IDistributedApplicationBuilder builder)
    {
        var clientId = builder.AddParameter("client-id", secret: true).WithDescription("Client ID (AppKey) of your DingTalk app");
        var clientSecret = builder.AddParameter("client-secret", secret: true).WithDescription("Client Secret (AppSecret) of your DingTalk app");
        var modelKey = builder.AddParameter("model-key", secret: true).WithDescription("API key for the model that dingtalk.json names");
        foreach (var service in services)
        {
            service
                .WithEnvironment("PICOCLAW_CHANNEL_LIST__main__CLIENT_ID", clientId)
                .WithEnvironment("PICOCLAW_CHANNEL_LIST__main__CLIENT_SECRET", clientSecret)
                .WithEnvironment("MODEL_KEY", modelKey);
        }

        // A manifest must not hold a path of this machine.
        if (builder.ExecutionContext.IsRunMode)
        {
            services.UseConfig(Path.Combine(builder.AppHostDirectory, "dingtalk.json"));
        }
    }
}
