using System.Net.Http.Json;
using System.Text.Json;

namespace PicoClaw.AppHost;

/// <summary>Commands of the dashboard for the emulator, through its control API.</summary>
internal static class EmulatorCommands
{
    public static IResourceBuilder<ProjectResource> WithSayHelloCommand(this IResourceBuilder<ProjectResource> emulator) =>
        emulator.WithHttpCommand(
        "/emulator/say",
        "Say hello",
        commandName: "say-hello",
        commandOptions: new HttpCommandOptions
        {
            Description = "A user writes \"hello\" to the bot; the bot's reply is shown.",
            IconName = "ChatAdd",
            IsHighlighted = true,
            PrepareRequest = request => Send(request, new { text = "hello" }),
            GetCommandResult = async result =>
            {
                var said = await result.Response.Content.ReadFromJsonAsync<JsonElement>(result.CancellationToken);
                return said.TryGetProperty("replies", out var replies) && replies.GetArrayLength() > 0
                    ? CommandResults.Success(
                        "The bot replied", replies[0].GetProperty("text").GetString()!, CommandResultFormat.Markdown, displayImmediately: true)
                    : CommandResults.Failure($"No reply came; check that all services are healthy, and their logs. The emulator says: {said}");
            },
        });

    public static IResourceBuilder<ProjectResource> WithDropLinksCommand(this IResourceBuilder<ProjectResource> emulator) =>
        emulator.WithHttpCommand(
        "/emulator/faults",
        "Drop links",
        commandName: "drop-links",
        commandOptions: new HttpCommandOptions
        {
            Description = "Cuts every Stream link without a goodbye; ingress connects again by itself.",
            IconName = "PlugDisconnected",
            PrepareRequest = request => Send(request, new { dropLinks = true }),
        });

    private static Task Send(HttpCommandRequestContext request, object body)
    {
        request.Request.Content = JsonContent.Create(body);
        return Task.CompletedTask;
    }
}
