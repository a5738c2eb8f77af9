using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PicoClaw.Agent.Tests.Testing;
using PicoClaw.Agent.Texts;
using PicoClaw.Agent.Tools.Mcp;
using PicoClaw.Contracts;
using PicoClaw.Storage.Blobs;

namespace PicoClaw.Agent.Tests.Tools;

/// <summary>What tools give the user in a turn follows its text, once, whatever becomes of the process.</summary>
public abstract class FileTurnTests : AgentTests
{
    private const string HandedOver = "follows your answer, if the chat takes files of its type; if not, the user is told so. "
        + "Do not say that it has arrived, nor repeat what it holds.";

    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 May");
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Encoding.ASCII.GetBytes("pixels")];

    private readonly DirectoryInfo _workspace = Directory.CreateTempSubdirectory("picoclaw-workspace-");

    protected FileTurnTests(bool onPostgres)
        : base(onPostgres)
    {
        Folder.UsesScriptedModel = false;
        var reports = _workspace.CreateSubdirectory("reports");
        File.WriteAllBytes(Path.Combine(reports.FullName, "五月.pdf"), Pdf);
        File.WriteAllBytes(Path.Combine(reports.FullName, "map.png"), Png);
        File.WriteAllText(Path.Combine(reports.FullName, "notes.md"), "# Notes");
        Folder.Settings["Agent:Defaults:Workspace"] = _workspace.FullName;
        Folder.Settings["Agent:Defaults:AllowSendFile"] = "true";
    }

    [Fact]
    public async Task Turn_AToolGivesFiles_TheyFollowTheTextInOrderAndTheNextTurnFollowsThem()
    {
        await using var service = await ServiceAsync(
            """{"path":"reports/五月.pdf"}""", """{"path":"reports/map.png","caption":"the **map**"}""");
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("send me May"));

        var (text, file, picture) = (await HearAsync(), await HearAsync(), await HearAsync());

        text.Content.ShouldBe(new MarkdownContent { Text = "done" });
        var pdf = file.Content.ShouldBeOfType<FileContent>();
        pdf.Name.ShouldBe("五月.pdf");
        (await BytesAsync(agent, pdf.Blob)).ShouldBe(Pdf);
        var png = picture.Content.ShouldBeOfType<ImageContent>();
        (png.Name, png.Caption, png.Blob.MediaType, png.Blob.Size).ShouldBe(("map.png", "the **map**", "image/png", Png.Length));
        (text.Sequence, file.Sequence, picture.Sequence).ShouldBe((1, 2, 3));
        new[] { text.Id, file.Id, picture.Id }.Distinct().Count().ShouldBe(3);
        (await new Talk(Folder, agent).SayAsync(Said.Direct("thanks", second: 1))).ShouldBe("done");
        (await agent.QueryAsync<long>("SELECT MAX(sequence) FROM reply")).ShouldBe([4]);
        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM turn_file")).ShouldBe([0]);
    }

    [Fact]
    public async Task Replies_BrokerIsAwayAndTheProcessDies_TheNextOneSendsTheSame()
    {
        await using var service = await ServiceAsync("""{"path":"reports/五月.pdf"}""");
        var first = await Folder.StartAsync();
        Folder.Sender.Refuses = true;
        await first.PutAsync(Said.Direct("send me May"));
        var tried = await ReplyAsync();
        await first.KillAsync();
        Folder.Sender.Refuses = false;
        Folder.Time.Advance(TimeSpan.FromSeconds(31));

        await Folder.StartAsync();

        (await HearAsync()).Id.ShouldBe(tried.Id);
        (await HearAsync()).Content.ShouldBeOfType<FileContent>().Name.ShouldBe("五月.pdf");
        service.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Turn_TheProcessDiesAfterTheTool_TheFileComesWithTheSentenceThatSaysSo()
    {
        var asked = new TaskCompletionSource();
        await using var service = await ModelService.StartAsync(async (number, request, response) =>
        {
            if (number == 1)
            {
                await OpenAiWire.CallAsync(response, request, "send_file", """{"path":"reports/五月.pdf"}""");
                return;
            }

            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
        });
        Use(service);
        var first = await Folder.StartAsync();
        await first.PutAsync(Said.Direct("send me May"));
        await asked.Task.WaitAsync(Limit, Cancel);
        await first.KillAsync();
        Folder.Time.Advance(TimeSpan.FromSeconds(31));

        await Folder.StartAsync();

        Text(await HearAsync()).ShouldBe(Phrases.Unfinished.English);
        (await HearAsync()).Content.ShouldBeOfType<FileContent>().Name.ShouldBe("五月.pdf");
    }

    [Fact]
    public async Task Turn_IsStoppedAfterTheTool_ItsFilesAreNotSent()
    {
        var asked = new TaskCompletionSource();
        await using var service = await ModelService.StartAsync(async (number, request, response) =>
        {
            if (number == 1)
            {
                await OpenAiWire.CallAsync(response, request, "send_file", """{"path":"reports/五月.pdf"}""");
                return;
            }

            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
        });
        Use(service);
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("send me May"));
        await asked.Task.WaitAsync(Limit, Cancel);

        await agent.PutAsync(Said.Direct("/stop", second: 1));

        Text(await HearAsync()).ShouldBe(Phrases.Stopped.English);
        (await agent.QueryAsync<long>("SELECT COUNT(*) + (SELECT COUNT(*) FROM reply) FROM turn_file")).ShouldBe([1]);
    }

    [Fact]
    public async Task Turn_TenFiles_TheModelIsToldThatNoMoreAreTaken()
    {
        await using var service = await ServiceAsync([.. Enumerable.Repeat("""{"path":"reports/五月.pdf"}""", 11)]);
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("send me May"));
        await HearAsync();

        (await agent.QueryAsync<long>("SELECT COUNT(*) FROM reply")).ShouldBe([11]);
        var told = new List<string>();
        while (service.Requests.TryRead(out var request))
        {
            told.Add((string?)request.Body["messages"]!.AsArray()[^1]!["content"] ?? "");
        }

        told[^1].ShouldBe("Error: no more files can be sent with this answer.");
        told[^2].ShouldBe($"五月.pdf (12 bytes) {HandedOver}");
    }

    // What a chat takes is known to its channel alone, which may run elsewhere.
    [Fact]
    public async Task Turn_FileThatAChatMayNotTake_TheModelIsNotPromisedThatItArrives()
    {
        await using var service = await ServiceAsync("""{"path":"reports/notes.md"}""");
        var agent = await Folder.StartAsync();
        await agent.PutAsync(Said.Direct("send me the notes"));
        await HearAsync();

        (await HearAsync()).Content.ShouldBeOfType<FileContent>().Name.ShouldBe("notes.md");
        var offered = (await service.Requests.ReadAsync(Cancel)).Body["tools"]!.AsArray().Select(tool => tool!["function"]!)
            .Single(function => (string?)function["name"] == "send_file");
        ((string?)offered["description"]).ShouldNotBeNull().ShouldContain("write what a text file such as md or txt holds into your answer instead");
        ((string?)(await service.Requests.ReadAsync(Cancel)).Body["messages"]!.AsArray()[^1]!["content"])
            .ShouldBe($"notes.md (7 bytes) {HandedOver}");
    }

    [Fact]
    public async Task Turn_AnMcpToolDraws_ThePictureIsSentAndTheModelReadsALine()
    {
        Folder.Settings["McpServers:peer:Command"] = "node";
        Folder.Settings["McpServers:peer:Args:0"] = Path.Combine(AppContext.BaseDirectory, "Testing", "mcp-server.mjs");
        await using var service = await ModelService.StartAsync((number, request, response) => number == 1
            ? OpenAiWire.CallAsync(response, request, "peer_picture", "{}")
            : OpenAiWire.SayAsync(response, request, "done"));
        Use(service);
        var agent = await Folder.StartAsync();
        await agent.Services.GetRequiredService<McpServers>().Tried.WaitAsync(Limit, Cancel);
        await agent.PutAsync(Said.Direct("draw"));

        await HearAsync();

        var picture = (await HearAsync()).Content.ShouldBeOfType<ImageContent>();
        (await BytesAsync(agent, picture.Blob)).ShouldBe(Png);
        await service.Requests.ReadAsync(Cancel);
        ((string?)(await service.Requests.ReadAsync(Cancel)).Body["messages"]!.AsArray()[^1]!["content"])
            .ShouldBe($"The file (14 bytes) {HandedOver}\ndrawn");
    }

    protected override ValueTask DisposeTestAsync()
    {
        _workspace.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<byte[]> BytesAsync(AgentProcess agent, BlobReference blob)
    {
        await using var stream = (await agent.Services.GetRequiredService<IBlobStore>().OpenAsync(blob.Id, Cancel)).ShouldNotBeNull();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    private async Task<DeliverMessage> HearAsync() => await Folder.Sender.Accepted.ReadAsync(Cancel).AsTask().WaitAsync(Limit, Cancel);

    /// <summary>A model that asks for these files, one after the other, and then is done.</summary>
    private async Task<ModelService> ServiceAsync(params string[] files)
    {
        var service = await ModelService.StartAsync((number, request, response) => number <= files.Length
            ? OpenAiWire.CallAsync(response, request, "send_file", files[number - 1])
            : OpenAiWire.SayAsync(response, request, "done"));
        Use(service);
        return service;
    }

    private void Use(ModelService service)
    {
        Folder.Settings["Models:0:ModelName"] = "main";
        Folder.Settings["Models:0:Model"] = "scripted";
        Folder.Settings["Models:0:ApiBase"] = new Uri(service.Address, "/v1").ToString();
    }
}
