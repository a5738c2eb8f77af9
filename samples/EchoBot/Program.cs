using DingTalk.Stream;
using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
if (builder.Configuration["DINGTALK_CLIENT_ID"] is not { Length: > 0 } clientId || builder.Configuration["DINGTALK_CLIENT_SECRET"] is not { Length: > 0 } clientSecret)
{
    await Console.Error.WriteLineAsync(
        "Set DINGTALK_CLIENT_ID and DINGTALK_CLIENT_SECRET to those of your DingTalk app; for the emulator to dingdemo and demo-secret, and DINGTALK_API_BASE to http://127.0.0.1:5080.");
    return 1;
}

builder.Services.AddDingTalkStream(
    options =>
    {
        options.ClientId = clientId;
        options.ClientSecret = clientSecret;
        options.ApiBaseAddress = builder.Configuration["DINGTALK_API_BASE"] is { } address ? new Uri(address) : DingTalkHosts.Api;
    },
    (client, services) => client.OnBotMessage(async (message, cancellationToken) =>
    {
        var robot = services.GetRequiredService<RobotClient>();
        var echo = new TextMessage($"{message.SenderNick} said: {message.Content.PlainText.Trim()}", []);
        await robot.SendBySessionAsync(message.SessionWebhook!, echo, cancellationToken);
        return HandlerResult.Ok();
    }));
await builder.Build().RunAsync();
return 0;
