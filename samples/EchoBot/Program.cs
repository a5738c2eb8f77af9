using DingTalk.Stream;
using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
var settings = builder.Configuration;
string[] needed = ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET"];
var missing = needed.Where(name => string.IsNullOrWhiteSpace(settings[name])).ToList();
if (missing.Count > 0)
{
    await Console.Error.WriteLineAsync(
        $"Set {string.Join(" and ", missing)}: the client id and secret of an app with a robot in Stream mode. "
        + "For the emulator they are dingdemo and demo-secret, with its address in DINGTALK_API_BASE.");
    return 1;
}

builder.Services.AddDingTalkStream(
    options =>
    {
        options.ClientId = settings["DINGTALK_CLIENT_ID"]!;
        options.ClientSecret = settings["DINGTALK_CLIENT_SECRET"]!;
        options.ApiBaseAddress = settings["DINGTALK_API_BASE"] is { } address ? new Uri(address) : DingTalkHosts.Api;
    },
    (client, services) => client.OnBotMessage(async (message, cancellationToken) =>
    {
        var robot = services.GetRequiredService<RobotClient>();
        await message.ReplyAsync(robot, $"{message.SenderNick} said: {message.Content.PlainText.Trim()}", cancellationToken);
        return HandlerResult.Ok();
    }));
await builder.Build().RunAsync();
return 0;
