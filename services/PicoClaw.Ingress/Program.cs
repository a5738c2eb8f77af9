using PicoClaw.Ingress;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Messaging;

return await PicoClawHost.RunAsync(
    args,
    "http://127.0.0.1:18791",
    () =>
    {
        var builder = PicoClawHost.CreateBuilder(args);
        builder.Services.AddBus(builder.Configuration, allowMemory: false);
        builder.Services.AddIngress();
        return builder;
    });
