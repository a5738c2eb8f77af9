using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>
/// The process that opens one file: it reads its bytes from the standard input, writes a line of JSON and the content to the standard output, and
/// ends. Whatever a hostile file does, it does here.
/// </summary>
public static class OpeningProcess
{
    internal const string Verb = "open-attachment";

    // Deep markup needs more than the usual stack, and a loop without an end must not outlive the process that waits for it.
    private const int StackSize = 64 << 20;

    /// <summary>Its exit code; null when the arguments ask for something else. They are the extension of the file's name, seconds, and
    /// the process to end with.</summary>
    public static int? Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not [Verb, var extension, var seconds, var parent])
        {
            return null;
        }

        var limit = TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
        using var end = new Timer(_ => Environment.Exit(1), null, limit, Timeout.InfiniteTimeSpan);
        new Thread(() => EndWith(int.Parse(parent, CultureInfo.InvariantCulture))) { IsBackground = true }.Start();
        var opening = new Thread(() => Open(extension), StackSize);
        opening.Start();
        opening.Join();
        return 0;
    }

    // A process that is killed cannot end those that it has started; started again, it opens the same file once more.
    private static void EndWith(int parent)
    {
        try
        {
            using var process = Process.GetProcessById(parent);
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }

        Environment.Exit(1);
    }

    private static void Open(string extension)
    {
        using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        input.CopyTo(bytes);
        var opened = FileOpener.Open(bytes.ToArray(), extension);
        using var output = Console.OpenStandardOutput();
        output.Write(JsonSerializer.SerializeToUtf8Bytes(opened, OpeningJson.Default.Opened));
        output.WriteByte((byte)'\n');
        output.Write(opened.Body.Span);
        output.Flush();
    }
}
