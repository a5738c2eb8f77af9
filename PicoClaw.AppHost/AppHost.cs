// PicoClaw in one picture: DingTalk -> ingress -> agent -> egress -> DingTalk, over one RabbitMQ; agent and egress remember in one PostgreSQL.
//
//   dotnet run --project PicoClaw.AppHost                                a demo with a local DingTalk: http://localhost:5080
//   PICOCLAW_CONFIG=/path/to/config.json dotnet run --project …          your own accounts, the real DingTalk

var builder = DistributedApplication.CreateBuilder(args);
var config = builder.Configuration["PICOCLAW_CONFIG"];

var messaging = builder.AddRabbitMQ("messaging")
    .WithManagementPlugin()
    .WithDataVolume()
    .WithLifetime(ContainerLifetime.Persistent);

var store = builder.AddPostgres("postgres")
    .WithDataVolume()
    .WithLifetime(ContainerLifetime.Persistent)
    // What waits for the real DingTalk must not go to the local one, nor the other way round.
    .AddDatabase("store", string.IsNullOrEmpty(config) ? "demo" : "picoclaw");

var ingress = AddService<Projects.PicoClaw_Ingress>("ingress");

// Replicas share the store and take over from each other; a schema of it for each service.
var agent = AddService<Projects.PicoClaw_Agent>("agent").WithReference(store).WaitFor(store).WithReplicas(2); // ConnectionStrings__store
var egress = AddService<Projects.PicoClaw_Egress>("egress").WithReference(store).WaitFor(store).WithReplicas(2);

IResourceBuilder<ProjectResource>[] services = [ingress, agent, egress];

if (!string.IsNullOrEmpty(config))
{
    foreach (var service in services)
    {
        service.WithEnvironment("PICOCLAW_CONFIG", Path.GetFullPath(config));
    }
}
else
{
    var emulator = builder.AddProject<Projects.DingTalk_Emulator>("emulator", launchProfileName: null)
        .WithHttpEndpoint(port: 5080, isProxied: false)
        .WithHttpHealthCheck("/health");
    var dingTalk = emulator.GetEndpoint("http");

    foreach (var service in services)
    {
        service.WaitFor(emulator)
            // A home of its own, so that the demo never picks up the accounts of a bot that is set up on this machine.
            .WithEnvironment("PICOCLAW_HOME", Path.Combine(builder.AppHostDirectory, "obj", "demo", service.Resource.Name))
            .WithEnvironment("PICOCLAW_CHANNEL_LIST__demo__CLIENT_ID", "dingdemo")
            .WithEnvironment("PICOCLAW_CHANNEL_LIST__demo__CLIENT_SECRET", "demo-secret")
            .WithEnvironment("PICOCLAW_CHANNEL_LIST__demo__API_BASE", dingTalk)
            .WithEnvironment("PICOCLAW_CHANNEL_LIST__demo__OAPI_BASE", dingTalk);
    }
}

builder.Build().Run();

// Without a launch profile: the address comes from here alone, and a service runs as it does in production.
IResourceBuilder<ProjectResource> AddService<TProject>(string name)
    where TProject : IProjectMetadata, new() =>
    builder.AddProject<TProject>(name, launchProfileName: null)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WithReference(messaging) // ConnectionStrings__messaging
        .WaitFor(messaging);
