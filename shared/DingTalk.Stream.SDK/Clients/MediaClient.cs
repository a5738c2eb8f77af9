using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>Files of messages, in and out; reached through <see cref="RobotClient.Media"/>. Source: docs/dingtalk-protocol.md 4.4.</summary>
public sealed class MediaClient
{
    private const int MaxVoiceBytes = 2 * 1024 * 1024;
    private const int MaxBytes = 20 * 1024 * 1024;

    private readonly DingTalkApiOptions _options;
    private readonly ApiCaller _caller;
    private readonly AuthorizedCaller _authorized;
    private readonly Uri _download;

    internal MediaClient(DingTalkApiOptions options, ApiCaller caller, AuthorizedCaller authorized)
    {
        (_options, _caller, _authorized) = (options, caller, authorized);
        _download = new Uri(options.ApiBaseAddress, "/v1.0/robot/messageFiles/download");
    }

    /// <summary>
    /// Fetches the file of a message. Two steps, one of them an API call: the code is exchanged for an address that lives minutes, which is then read.
    /// Do it soon, as the code does not live long either.
    /// </summary>
    /// <param name="robotCode">The robot that got the message.</param>
    /// <param name="downloadCode">Of a <see cref="PictureContent"/>, <see cref="AudioContent"/>, <see cref="VideoContent"/>, <see cref="FileContent"/> or <see cref="RichTextPicture"/>.</param>
    /// <param name="destination">Gets the bytes, <see cref="DingTalkApiOptions.MaxDownloadBytes"/> at most; after an exception it may hold some.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How much it was.</returns>
    /// <exception cref="CredentialsException">The credentials are refused.</exception>
    /// <exception cref="ThrottledException">Too many calls.</exception>
    /// <exception cref="PermanentException">Refused, expired, or larger than allowed.</exception>
    /// <exception cref="UnknownOutcomeException">The exchange was not answered; nothing is lost by trying again.</exception>
    /// <exception cref="DingTalkUnreachableException">The file's server did not answer or broke off; nothing is lost by trying again.</exception>
    public async Task<MediaDownload> DownloadAsync(
        string robotCode, string downloadCode, System.IO.Stream destination, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(robotCode);
        ArgumentException.ThrowIfNullOrWhiteSpace(downloadCode);
        ArgumentNullException.ThrowIfNull(destination);
        var body = JsonSerializer.SerializeToUtf8Bytes(new DownloadRequest(downloadCode, robotCode), DingTalkJsonContext.Relaxed.DownloadRequest);
        var answer = await _authorized.PostAsync(_download, body, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(answer.Root?.Text("downloadUrl"), UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? await _caller.DownloadAsync(address, destination, cancellationToken).ConfigureAwait(false)
            : throw new UnknownOutcomeException("DingTalk's answer lacks a downloadUrl.") { Status = answer.Status, RequestId = answer.RequestId };
    }

    /// <summary>Uploads a file, so that messages can show it or link to it; media ids do not expire. One API call.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="fileName">Its name, with the extension by which DingTalk judges it.</param>
    /// <param name="content">Its bytes: voice up to 2 MB, else up to 20 MB.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The media id (<c>@lA…</c>).</returns>
    /// <exception cref="ArgumentException">Empty, or too large.</exception>
    /// <exception cref="CredentialsException">The credentials are refused.</exception>
    /// <exception cref="ThrottledException">Too many calls.</exception>
    /// <exception cref="PermanentException">Refused for good, such as for its format.</exception>
    /// <exception cref="UnknownOutcomeException">It may have been uploaded; uploading again does no harm.</exception>
    /// <exception cref="DingTalkUnreachableException">Nothing was sent.</exception>
    public async Task<string> UploadAsync(MediaKind kind, string fileName, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        ArgumentOutOfRangeException.ThrowIfZero(content.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, kind == MediaKind.Voice ? MaxVoiceBytes : MaxBytes);
        var answer = await _authorized.CallAsync(
            token => _caller.PostAsync(Address(kind, token), UploadBody.Create(fileName, content.Span), null, _options.MediaTimeout, cancellationToken), cancellationToken).ConfigureAwait(false);
        return answer.Root?.NonEmptyText("media_id")
            ?? throw new UnknownOutcomeException("DingTalk's answer lacks a media_id.") { Status = answer.Status, RequestId = answer.RequestId };
    }

    // The type belongs into the query: as a part of the form it is overlooked, and the answer is 40004.
    private Uri Address(MediaKind kind, string token) => new(
        _options.OapiBaseAddress, $"/media/upload?access_token={Uri.EscapeDataString(token)}&type={Name(kind)}");

    private static string Name(MediaKind kind) => kind switch
    {
        MediaKind.Image => "image",
        MediaKind.Voice => "voice",
        MediaKind.Video => "video",
        MediaKind.File => "file",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
