using PicoClaw.Agent.Tools.Files;

namespace PicoClaw.Agent.Tests.Tools;

public sealed class SendFileTests
{
    [Fact]
    public async Task ReadAsync_FileThatGrows_IsReadAsItWasFound()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "one", TestContext.Current.CancellationToken);
        var found = new FileInfo(path);
        found.Length.ShouldBe(3);
        await File.AppendAllTextAsync(path, "two", TestContext.Current.CancellationToken);

        (await SendFile.ReadAsync(found, TestContext.Current.CancellationToken)).ShouldBe("one"u8.ToArray());

        File.Delete(path);
    }
}
