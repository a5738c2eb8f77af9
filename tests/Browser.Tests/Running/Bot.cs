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

    private async Task SendAsync(string key, JsonObject param)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator, "/v1.0/robot/oToMessages/batchSend"))
        {
            Content = JsonContent.Create(new { robotCode = "dingdemo", userIds = new[] { user }, msgKey = key, msgParam = param.ToJsonString() }),
        };
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
