// PicoClaw in one picture: DingTalk -> ingress -> agent -> egress -> DingTalk, over one RabbitMQ.
//
//   dotnet run --project PicoClaw.AppHost                                a demo with a local DingTalk: http://localhost:5080
//   PICOCLAW_CONFIG=/path/to/config.json dotnet run --project …          your own accounts, the real DingTalk

var builder = DistributedApplication.CreateBuilder(args);

var messaging = builder.AddRabbitMQ("messaging")
    .WithManagementPlugin()
    .WithDataVolume()
    .WithLifetime(ContainerLifetime.Persistent);

var ingress = AddService<Projects.PicoClaw_Ingress>("ingress");

// One replica each: their store is SQLite, a file. With PostgreSQL as the store, replicas share it and take over from each other.
var agent = AddService<Projects.PicoClaw_Agent>("agent").WithReplicas(1);
var egress = AddService<Projects.PicoClaw_Egress>("egress").WithReplicas(1);

var config = builder.Configuration["PICOCLAW_CONFIG"];
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
