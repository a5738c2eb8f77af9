using PicoClaw.Agent;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Messaging;

return await PicoClawHost.RunAsync(
    () =>
    {
        var builder = PicoClawHost.CreateBuilder(args);
        builder.Services.AddBus(builder.Configuration, allowMemory: false);
        builder.Services.AddAgent();
        return builder;
    },
    _ => new ListenAddress("http://127.0.0.1:18792"),
    PicoClawHost.IsVerbose(args));
