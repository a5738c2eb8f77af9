using System.ComponentModel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Workspaces;

namespace PicoClaw.Agent.Tools.Files;

/// <summary>Gives the user a file of the workspace.</summary>
internal sealed class SendFile : IToolSource
{
    // Which types a chat takes is known to its channel alone, and a type that it does not take becomes a sentence to the user there.
    private const string Description =
        "Sends the user a file of the workspace, such as a report or a picture, after your answer. A chat takes few types: pictures, office documents, "
        + "pdf, zip and sound as a rule. So write what a text file such as md or txt holds into your answer instead.";

    private readonly WorkspaceFiles? _files;
    private readonly OutgoingFiles _outgoing;

    public SendFile(IOptions<ToolOptions> options, Workspace workspace, OutgoingFiles outgoing)
    {
        _outgoing = outgoing;
        _files = options.Value.AllowSendFile && workspace.Folder is { } folder ? new WorkspaceFiles(folder, options.Value.Forbidden) : null;
        Tools = _files is null
            ? []
            : [AIFunctionFactory.Create(SendAsync, "send_file", Description)];
    }

    public IReadOnlyList<AIFunction> Tools { get; }

    private async Task<string> SendAsync(
        [Description("Its path within the workspace, such as reports/may.pdf.")] string path,
        AIFunctionArguments arguments,
        CancellationToken cancellationToken,
        [Description("A text that is shown with a picture; left out: none.")] string? caption = null)
    {
        if (_files!.Find(path, out var problem) is not { } file)
        {
            return $"Error: {problem}";
        }

        try
        {
            return await _outgoing.GiveAsync(
                arguments, new OutgoingFile(await ReadAsync(file, cancellationToken), file.Name, caption), cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "Error: the file cannot be read here.";
        }
    }

    // As long as it was when it was found: one that is being written, such as a log, has more by now.
    internal static async Task<byte[]> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        await using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, useAsync: true);
        var bytes = new byte[file.Length];
        var length = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length == bytes.Length ? bytes : bytes[..length];
    }
}
