using PicoClaw.Agent;
using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Messaging;

return OpeningProcess.Run(args) ?? await PicoClawHost.RunAsync(
    args,
    "http://127.0.0.1:18792",
    () =>
    {
        var builder = PicoClawHost.CreateBuilder(args);
        builder.Services.AddBus(builder.Configuration, allowMemory: false);
        builder.Services.AddAgent();
        return builder;
    });
