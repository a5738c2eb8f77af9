// PicoClaw in one picture: DingTalk -> ingress -> agent -> egress -> DingTalk, over one RabbitMQ; agent and egress store in one PostgreSQL.
//
//   dotnet run --project PicoClaw.AppHost                         a demo with a local DingTalk: its chat page is on http://localhost:5080
//   dotnet run --project PicoClaw.AppHost -- --DingTalk=real      your DingTalk app: the dashboard asks for its secrets; dingtalk.json names the model
//   PICOCLAW_CONFIG=/path/to/config.json dotnet run --project …   your DingTalk apps and models, as config.json says
//
// Without a container engine: ConnectionStrings__messaging=amqp://… ConnectionStrings__store=postgres://… name running servers.
using PicoClaw.AppHost;

var builder = DistributedApplication.CreateBuilder(args);
var settings = AppHostSettings.Read(builder);

var messaging = builder.AddGivenServer("messaging") ?? builder.AddRabbitMQ("messaging")
    .WithImageTag("4").WithManagementPlugin()
    .WithDataVolume()
    .WithLifetime(ContainerLifetime.Persistent);

var store = builder.AddGivenServer("store") ?? builder.AddPostgres("postgres")
    .WithImageTag("17")
    .WithDataVolume()
    .WithLifetime(ContainerLifetime.Persistent)
    // Messages for the real DingTalk must not go to the local one, nor the other way round.
    .AddDatabase("store", settings.IsReal ? "picoclaw" : "demo");

// Replicas share the store and take over from each other; each service has its own schema.
var agent = AddService<Projects.PicoClaw_Agent>("agent").WithReference(store).WaitFor(store).WithIconName("BotSparkle");
var egress = AddService<Projects.PicoClaw_Egress>("egress").WithReference(store).WaitFor(store).WithIconName("ArrowExit");

// Last, because the consumers declare the queues that it sends to.
var ingress = AddService<Projects.PicoClaw_Ingress>("ingress").WaitFor(agent).WaitFor(egress).WithSpool().WithIconName("ArrowEnter");

IResourceBuilder<ProjectResource>[] services = [ingress, agent, egress];

if (settings.ConfigFile is { } file)
{
    services.UseConfig(file);
}
else if (settings.IsReal)
{
    services.UseParameters(builder);
}
else
{
    var emulator = builder.AddProject<Projects.DingTalk_Emulator>("emulator", launchProfileName: null)
        .WithHttpEndpoint(port: settings.EmulatorPort)
        .WithExternalHttpEndpoints()
        .WithUrlForEndpoint("http", url => url.DisplayText = "Chat page")
        .WithHttpHealthCheck("/health")
        .WithIconName("Chat")
        .WithSayHelloCommand()
        .WithDropLinksCommand();

    services.UseEmulator(emulator);
}

builder.Build().Run();

// Without a launch profile the address comes only from here, and a service runs as in production.
IResourceBuilder<ProjectResource> AddService<TProject>(string name)
    where TProject : IProjectMetadata, new() =>
    builder.AddProject<TProject>(name, launchProfileName: null)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/ready")
        .WithReplicas(settings.Replicas(name))
        .WithReference(messaging)
        .WaitFor(messaging);
