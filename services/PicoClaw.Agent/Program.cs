using System.Globalization;
using PicoClaw.Agent;
using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Hosting;
using PicoClaw.Hosting.Messaging;

if (args is [OpeningProcess.Verb, var extension, var seconds])
{
    return OpeningProcess.Run(extension, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
}

return await PicoClawHost.RunAsync(
    args,
    "http://127.0.0.1:18792",
    () =>
    {
        var builder = PicoClawHost.CreateBuilder(args);
        builder.Services.AddBus(builder.Configuration, allowMemory: false);
        builder.Services.AddAgent();
        return builder;
    });
