using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Browser.Tests.Running;

// The bot's side of DingTalk, for what the echo never sends.
internal sealed class Bot(HttpClient http, Uri emulator, string user)
{
    // To whom it writes.
    public string User => user;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Task MarkdownAsync(string text) =>
        SendAsync("sampleMarkdown", new JsonObject { ["title"] = "From the bot", ["text"] = text });

    // Somebody else writes in a group, and it answers.
    public async Task HearInGroupAsync(string who, string group, string text)
    {
        var said = new { text, conversationType = "2", conversationId = $"cid-{group}", conversationTitle = group, senderStaffId = who, senderNick = who };
        using var answer = await http.PostAsJsonAsync(new Uri(emulator, "/emulator/say"), said, Stop);
        await JsonAsync(answer);
    }

    public async Task PictureAsync(byte[] bytes) =>
        await SendAsync("sampleImageMsg", new JsonObject { ["photoURL"] = await UploadAsync("image", "chart.png", bytes) });

    public async Task MarkdownPictureAsync(string caption, string name, byte[] bytes) =>
        await MarkdownAsync($"{caption}\n\n![{name}]({await UploadAsync("image", name, bytes)})");

    public async Task VoiceAsync(byte[] bytes) =>
        await SendAsync("sampleAudio", new JsonObject { ["mediaId"] = await UploadAsync("voice", "voice.wav", bytes), ["duration"] = "1000" });

    public async Task FileAsync(string name, byte[] bytes) => await SendAsync(
        "sampleFile",
        new JsonObject { ["mediaId"] = await UploadAsync("file", name, bytes), ["fileName"] = name, ["fileType"] = Path.GetExtension(name).TrimStart('.') });

    private async Task<string> UploadAsync(string type, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        using var part = new ByteArrayContent(bytes);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"media\"; filename=\"{name}\"");
        form.Add(part);
        var address = new Uri(emulator, $"/media/upload?access_token={await TokenAsync()}&type={type}");
        using var answer = await http.PostAsync(address, form, Stop);
        return (string)(await JsonAsync(answer))["media_id"]!;
    }

    // In the demo group.
    public Task GroupMarkdownAsync(string text) => CallAsync(HttpMethod.Post, "/v1.0/robot/groupMessages/send", new
    {
        robotCode = "dingdemo",
        openConversationId = "cidDemoGroup==",
        msgKey = "sampleMarkdown",
        msgParam = new JsonObject { ["title"] = "From the bot", ["text"] = text }.ToJsonString(),
    });

    // A card that hears of clicks.
    public Task CardAsync(string id, JsonObject variables) => CallAsync(HttpMethod.Post, "/v1.0/card/instances/createAndDeliver", new
    {
        cardTemplateId = "t.schema",
        outTrackId = id,
        callbackType = "STREAM",
        cardData = new { cardParamMap = variables },
        openSpaceId = $"dtv1.card//IM_ROBOT.{user}",
        imRobotOpenSpaceModel = new { supportForward = true },
        imRobotOpenDeliverModel = new { spaceType = "IM_ROBOT", robotCode = "dingdemo" },
    });

    public Task StreamAsync(string id, string text, bool last = false) => CallAsync(
        HttpMethod.Put, "/v1.0/card/streaming",
        new { outTrackId = id, guid = Guid.NewGuid(), key = "content", content = text, isFull = true, isFinalize = last });

    // Waits for a click on the card, and gives its ids and params as DingTalk tells them.
    public async Task<string> ClickedAsync(string id)
    {
        using var patience = new CancellationTokenSource(ChatPage.Patience);
        while (true)
        {
            var transcript = (await http.GetFromJsonAsync<JsonNode>(new Uri(emulator, "/emulator/transcript"), patience.Token))!;
            var clicks = transcript["pushes"]!.AsArray().Where(push => (string?)push!["topic"] == "/v1.0/card/instances/callback")
                .Select(push => JsonNode.Parse((string)push!["text"]!)!).Where(click => (string?)click["outTrackId"] == id).ToList();
            if (clicks.Count > 0)
            {
                return $"{clicks[^1]["userId"]} {clicks[^1]["content"]}";
            }
        }
    }

    private Task SendAsync(string key, JsonObject param) => CallAsync(
        HttpMethod.Post, "/v1.0/robot/oToMessages/batchSend",
        new { robotCode = "dingdemo", userIds = new[] { user }, msgKey = key, msgParam = param.ToJsonString() });

    private async Task CallAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(emulator, path)) { Content = JsonContent.Create(body) };
        request.Headers.Add("x-acs-dingtalk-access-token", await TokenAsync());
        using var answer = await http.SendAsync(request, Stop);
        await JsonAsync(answer);
    }

    private async Task<string> TokenAsync()
    {
        var address = new Uri(emulator, "/v1.0/oauth2/accessToken");
        using var answer = await http.PostAsJsonAsync(address, new { appKey = "dingdemo", appSecret = "demo-secret" }, Stop);
        return (string)(await JsonAsync(answer))["accessToken"]!;
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }
}
