using DingTalk.Stream;
using DingTalk.Stream.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddDingTalkStream(
    options =>
    {
        options.ClientId = builder.Configuration["DINGTALK_CLIENT_ID"]!;
        options.ClientSecret = builder.Configuration["DINGTALK_CLIENT_SECRET"]!;
        options.ApiBaseAddress = builder.Configuration["DINGTALK_API_BASE"] is { } address ? new Uri(address) : DingTalkHosts.Api;
    },
    (client, services) => client.OnBotMessage(async (message, cancellationToken) =>
    {
        var robot = services.GetRequiredService<RobotClient>();
        await message.ReplyAsync(robot, $"{message.SenderNick} said: {message.Content.PlainText.Trim()}", cancellationToken);
        return HandlerResult.Ok();
    }));
await builder.Build().RunAsync();
