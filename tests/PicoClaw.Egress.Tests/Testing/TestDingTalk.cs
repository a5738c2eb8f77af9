using System.Net.Http.Json;
using System.Text.Json.Nodes;
using DingTalk.Emulator;
using DingTalk.Stream.OpenApi;
using PicoClaw.Contracts;

namespace PicoClaw.Egress.Tests.Testing;

/// <summary>The emulator with two apps on the test's clock, and a person who writes to their bots.</summary>
internal sealed class TestDingTalk : IAsyncDisposable
{
    public static readonly string[] Accounts = ["main", "other"];

    private readonly EmulatorHost _host;
    private readonly HttpClient _http;
    private readonly Dictionary<string, StreamLink> _links = [];

    private TestDingTalk(EmulatorHost host) => (_host, _http) = (host, new HttpClient { BaseAddress = host.Address });

    public Uri Address => _host.Address;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static string ClientId(string account) => $"ding-{account}";

    public static string ClientSecret(string account) => $"secret-of-{account}";

    public static async Task<TestDingTalk> StartAsync(TimeProvider time, Action<EmulatorOptions>? configure = null)
    {
        var options = new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            Apps = [.. Accounts.Select(
                account => new EmulatorApp { ClientId = ClientId(account), ClientSecret = ClientSecret(account), CorpId = $"corp-{account}" })],
        };
        configure?.Invoke(options);
        return new TestDingTalk(await EmulatorHost.StartAsync(options, time, Cancel));
    }

    /// <summary>Writes to the bot; returns where the reply goes.</summary>
    public async Task<(Conversation Conversation, ReplyRoute Route)> HearAsync(
        string account = "main", string? group = null, string user = "u1", object? payload = null)
    {
        if (!_links.TryGetValue(account, out var link))
        {
            link = _links[account] = await StreamLink.OpenAsync(_http, ClientId(account), ClientSecret(account), Cancel);
        }

        var conversationType = group is null ? "1" : "2";
        var body = new { app = ClientId(account), text = "hello", conversationType, conversationId = group, senderStaffId = user, payload, replies = 0 };
        await PostAsync("say", body);
        return Route(account, await link.NextAsync());
    }

    /// <summary>A person opens a conversation, or the own one with the bot, and so has read what it holds.</summary>
    public Task ReadAsync(string user, string? conversationId = null) =>
        PostAsync("read", new { app = ClientId("main"), senderStaffId = user, conversationId });

    /// <summary>Switches of <c>POST /emulator/faults</c>.</summary>
    public Task FaultAsync(object switches) => PostAsync("faults", switches);

    /// <summary>How many calls the armed switches have changed; a switch that is used up has changed all of its.</summary>
    public async Task<long> HitsAsync()
    {
        var armed = (await _http.GetFromJsonAsync<JsonNode>("/emulator/faults", Cancel))!["armed"]!.AsArray();
        return armed.Count == 0 ? long.MaxValue : armed.Sum(fault => (long)fault!["hits"]!);
    }

    public async Task<IReadOnlyList<Reply>> RepliesAsync(string? conversationId = null)
    {
        var address = $"/emulator/transcript?conversationId={Uri.EscapeDataString(conversationId ?? "")}";
        var transcript = await _http.GetFromJsonAsync<TranscriptView>(address, Cancel);
        return transcript!.Replies;
    }

    public async Task<IReadOnlyList<string>> TextsAsync(string? conversationId = null) => [.. (await RepliesAsync(conversationId)).Select(reply => reply.Text)];

    /// <summary>What stands on people's messages.</summary>
    public async Task<IReadOnlyList<string>> ReactionsAsync()
    {
        var transcript = await _http.GetFromJsonAsync<JsonNode>("/emulator/transcript", Cancel);
        return [.. transcript!["pushes"]!.AsArray().SelectMany(push => push!["emotions"]?.AsArray() ?? []).Select(one => (string)one!)];
    }

    /// <summary>A frame of the account's card, from nobody who waits for its answer.</summary>
    public async Task FrameAsync(string account, Guid card, string text)
    {
        var token = await _http.PostAsJsonAsync(
            "/v1.0/oauth2/accessToken", new { appKey = ClientId(account), appSecret = ClientSecret(account) }, Cancel);
        using var frame = new HttpRequestMessage(HttpMethod.Put, "/v1.0/card/streaming")
        {
            Headers = { { "x-acs-dingtalk-access-token", (string)(await token.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["accessToken"]! } },
            Content = JsonContent.Create(new { outTrackId = card.ToString("N"), guid = Guid.NewGuid(), key = "content", content = text, isFull = true }),
        };
        (await _http.SendAsync(frame, Cancel)).EnsureSuccessStatusCode();
    }

    /// <summary>The bytes that DingTalk has under a media id.</summary>
    public Task<byte[]> FileAsync(string mediaId) => _http.GetByteArrayAsync($"/emulator/media?id={Uri.EscapeDataString(mediaId)}", Cancel);

    /// <summary>A number of <c>GET /emulator/stats</c>, 0 when it is not there.</summary>
    public async Task<long> StatAsync(params string[] path)
    {
        var stats = await _http.GetFromJsonAsync<JsonNode>("/emulator/stats", Cancel);
        return (long?)path.Aggregate(stats, (node, name) => node?[name]) ?? 0;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links.Values)
        {
            await link.DisposeAsync();
        }

        _http.Dispose();
        await _host.DisposeAsync();
    }

    private async Task PostAsync(string what, object body)
    {
        var answer = await _http.PostAsJsonAsync($"/emulator/{what}", body, Cancel);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static (Conversation Conversation, ReplyRoute Route) Route(string account, JsonNode heard)
    {
        var isGroup = (string)heard["conversationType"]! == "2";
        var id = (string)heard["conversationId"]!;
        var target = new ReplyTarget
        {
            SessionWebhook = heard["sessionWebhook"] is { } webhook ? new Uri((string)webhook!) : null,
            RobotCode = (string)heard["robotCode"]!,
            IsGroup = isGroup,
            UserId = (string?)heard["senderStaffId"],
            OpenConversationId = isGroup ? id : null,
        };
        return (
            new Conversation { Channel = "dingtalk", Account = account, Id = id, Kind = isGroup ? ConversationKind.Group : ConversationKind.Direct },
            new ReplyRoute
            {
                Address = target.Serialize(),
                ExpiresAt = heard["sessionWebhookExpiredTime"] is { } expiry ? DateTimeOffset.FromUnixTimeMilliseconds((long)expiry) : null,
            });
    }

    private sealed record TranscriptView(IReadOnlyList<Reply> Replies);
}
