using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DingTalk.Emulator;
using EndToEnd.Tests.Processes;
using Harness.Emulators;
using Harness.Processes;
using ImageMagick;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Tests.Documents;

namespace EndToEnd.Tests;

/// <summary>From a picture or a document that a person sends to the answer of a model that was shown it.</summary>
public sealed partial class AttachmentReadingTests
{
    private const string Answered = "key 4711";
    private const string Picture = "data:image/png;base64,";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task OneProcess_PictureAndDocuments_AreAnsweredFromWhatIsInThem()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        await using var model = await ModelService.StartAsync((_, request, response) => OpenAiWire.SayAsync(response, request, Answer(request)));
        home.Write(Config(emulator, model));
        await using var gateway = Gateway.Start(home);

        await ShouldAnswerAsync(emulator);
    }

    [Fact(Timeout = 300_000)]
    public async Task Split_PictureAndDocuments_AreAnsweredFromWhatIsInThem()
    {
        var broker = await PrivateQueues.ResetAsync(Cancel);
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        await using var model = await ModelService.StartAsync((_, request, response) => OpenAiWire.SayAsync(response, request, Answer(request)));
        home.Write(Config(emulator, model));
        await using var egress = Start("Egress", home, broker);
        await using var agent = Start("Agent", home, broker);
        await using var ingress = Start("Ingress", home, broker);

        await ShouldAnswerAsync(emulator);
    }

    // The bytes are fetched, the model is asked, and nothing is said yet.
    [Fact(Timeout = 300_000)]
    public async Task KilledBetweenFetchAndAnswer_IsAnsweredOnceFromTheSameFile()
    {
        using var home = new TestHome();
        await using var emulator = await TwoAccounts.StartEmulatorAsync(Cancel);
        await using var model = await ModelService.StartAsync(async (number, request, response) =>
        {
            await Task.Delay(number == 1 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, response.HttpContext.RequestAborted);
            await OpenAiWire.SayAsync(response, request, Answer(request));
        });
        home.Write(Config(emulator, model));
        using var client = new EmulatorClient(emulator.Address);
        await using (var killed = Gateway.Start(home))
        {
            await SendAsync(client, emulator, OfficeSamples.Word("The key is 4711."), "plan.docx", replies: 0);
            (await model.Requests.ReadAsync(Cancel)).LastText.ShouldContain("| The key is 4711.");

            await killed.KillAsync();
        }

        await using var gateway = Gateway.Start(home);
        while (!(await SaidAsync()).Contains(Answered, StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel);
        }

        // A second answer would come before that to the next message.
        await client.SayAsync(new { text = "thanks", waitSeconds = 120 }, Cancel);
        (await SaidAsync()).Split(Answered).Length.ShouldBe(1 + 1);

        async Task<string> SaidAsync() => string.Join('\n', (await client.RepliesAsync(Cancel)).Select(reply => reply.Text));
    }

    private static async Task ShouldAnswerAsync(EmulatorHost emulator)
    {
        using var client = new EmulatorClient(emulator.Address);
        var picture = PictureSamples.Of(MagickFormat.Png, 64, 48);
        var pages = Enumerable.Range(1, 30).Select(page => page == 27 ? "The key is 2700." : $"Nothing on page {page}.");
        object?[][] rows = [["item", "key"], ["tea", null], ["coffee", "The key is 88."]];

        (await SendAsync(client, emulator, picture, null)).ShouldBe($"a picture {Convert.ToBase64String(picture)}");
        (await SendAsync(client, emulator, PdfSamples.Of(pages), "plan.pdf")).ShouldBe("key 2700");
        (await SendAsync(client, emulator, OfficeSamples.Sheet("Sales", rows), "sales.xlsx")).ShouldBe("key 88");
        (await SendAsync(client, emulator, OfficeSamples.Word("Intro", "The key is 4711."), "notes.docx")).ShouldBe("key 4711");
    }

    private static async Task<string> SendAsync(EmulatorClient client, EmulatorHost emulator, byte[] bytes, string? name, int replies = 1)
    {
        using var http = new HttpClient();
        using var body = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var given = await http.PostAsync(new Uri(emulator.Address, $"/emulator/media?name={name ?? "cat.png"}"), body, Cancel);
        var downloadCode = (string)(await given.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Cancel))!["downloadCode"]!;
        var said = name is null
            ? await client.SayAsync(new { msgtype = "picture", content = new { downloadCode }, replies, waitSeconds = replies * 120 }, Cancel)
            : await client.SayAsync(new { msgtype = "file", content = new { downloadCode, fileName = name }, replies, waitSeconds = replies * 120 }, Cancel);
        return replies == 0 ? "" : said.Replies.ShouldHaveSingleItem().Text;
    }

    // Says what the last message shows: the bytes of a picture, else the last key in a document.
    private static string Answer(ModelRequest request)
    {
        var parts = request.Body["messages"]!.AsArray()[^1]!["content"] as JsonArray ?? [];
        var picture = parts.Select(part => (string?)part!["image_url"]?["url"]).OfType<string>().FirstOrDefault();
        return picture?.StartsWith(Picture, StringComparison.Ordinal) is true ? $"a picture {picture[Picture.Length..]}"
            : $"key {Key().Matches(request.LastText).LastOrDefault()?.Groups[1].Value}";
    }

    private static JsonObject Config(EmulatorHost emulator, ModelService model)
    {
        var config = TwoAccounts.Config(emulator);
        config["model_list"] = TestHome.ModelList("eyes", model.Address);
        config["model_list"]![0]!["vision"] = true;
        return config;
    }

    private static ServiceProcess Start(string service, TestHome home, string broker) => ServiceProcess.Start(
        $"PicoClaw.{service}",
        $"PicoClaw.{service}",
        [],
        [.. home.Environment, new("PICOCLAW_BROKER", broker), new("ASPNETCORE_URLS", $"http://127.0.0.1:{TestHome.FreePort()}")]);

    [GeneratedRegex(@"The key is (\d+)")]
    private static partial Regex Key();
}
