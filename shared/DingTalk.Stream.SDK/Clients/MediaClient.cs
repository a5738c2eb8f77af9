using System.Text.Json;
using DingTalk.Stream.Protocol;

namespace DingTalk.Stream.OpenApi;

/// <summary>Downloads and uploads files of messages; see <see cref="RobotClient.Media"/>. Source: docs/dingtalk-protocol.md 4.4.</summary>
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
    /// Downloads the file of a message in two steps: an API call exchanges the code for an address that is valid for minutes, then the
    /// address is read. Do it soon, because the code expires soon, too.
    /// </summary>
    /// <param name="robotCode">The robot that received the message.</param>
    /// <param name="downloadCode">
    /// From a <see cref="PictureContent"/>, <see cref="AudioContent"/>, <see cref="VideoContent"/>, <see cref="FileContent"/> or
    /// <see cref="RichTextPicture"/>.
    /// </param>
    /// <param name="destination">
    /// Receives at most <see cref="DingTalkApiOptions.MaxDownloadBytes"/>; after an exception it may hold a part.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Length and media type.</returns>
    /// <exception cref="CredentialsException">The credentials are refused.</exception>
    /// <exception cref="ThrottledException">Too many calls.</exception>
    /// <exception cref="PermanentException">Refused, expired, or larger than allowed.</exception>
    /// <exception cref="UnknownOutcomeException">The exchange was not answered; retrying is safe.</exception>
    /// <exception cref="DingTalkUnreachableException">The file's server did not answer or broke off; retrying is safe.</exception>
    public async Task<MediaDownload> DownloadAsync(
        string robotCode, string downloadCode, System.IO.Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var address = await GetDownloadAddressAsync(robotCode, downloadCode, cancellationToken).ConfigureAwait(false);
        return await _caller.DownloadAsync(address, destination, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The first of the two steps of <see cref="DownloadAsync"/> alone, for a caller that reads the address by its own rules. One API call.
    /// </summary>
    /// <param name="robotCode">The robot that received the message.</param>
    /// <param name="downloadCode">As in <see cref="DownloadAsync"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// An http or https address, valid for minutes, to be read with GET and without a <c>Content-Type</c> header, which breaks its signature. Who has
    /// it can read the file: do not log it. It is what DingTalk answered, unchecked: its host may be any.
    /// </returns>
    /// <exception cref="CredentialsException">The credentials are refused.</exception>
    /// <exception cref="ThrottledException">Too many calls.</exception>
    /// <exception cref="PermanentException">Refused or expired.</exception>
    /// <exception cref="UnknownOutcomeException">It was not answered, or without an address; retrying is safe.</exception>
    /// <exception cref="DingTalkUnreachableException">Nothing was sent.</exception>
    public async Task<Uri> GetDownloadAddressAsync(string robotCode, string downloadCode, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(robotCode);
        ArgumentException.ThrowIfNullOrWhiteSpace(downloadCode);
        var body = JsonSerializer.SerializeToUtf8Bytes(new DownloadRequest(downloadCode, robotCode), DingTalkJsonContext.Relaxed.DownloadRequest);
        var answer = await _authorized.PostAsync(_download, body, cancellationToken).ConfigureAwait(false);
        return Uri.TryCreate(answer.Root?.Text("downloadUrl"), UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : throw new UnknownOutcomeException("DingTalk's answer lacks a downloadUrl.") { Status = answer.Status, RequestId = answer.RequestId };
    }

    /// <summary>Uploads a file for use in messages; media ids do not expire. One API call.</summary>
    /// <param name="kind">The kind of file.</param>
    /// <param name="fileName">The file name; DingTalk checks its extension.</param>
    /// <param name="content">The bytes: voice up to 2 MB, others up to 20 MB.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The media id (<c>@lA…</c>).</returns>
    /// <exception cref="ArgumentException">Empty, or too large.</exception>
    /// <exception cref="CredentialsException">The credentials are refused.</exception>
    /// <exception cref="ThrottledException">Too many calls.</exception>
    /// <exception cref="PermanentException">Refused permanently, for example for its format.</exception>
    /// <exception cref="UnknownOutcomeException">It may have been uploaded; uploading again is harmless.</exception>
    /// <exception cref="DingTalkUnreachableException">Nothing was sent.</exception>
    public async Task<string> UploadAsync(MediaKind kind, string fileName, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        ArgumentOutOfRangeException.ThrowIfZero(content.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(content.Length, kind == MediaKind.Voice ? MaxVoiceBytes : MaxBytes);
        var answer = await _authorized.CallAsync(
            token => _caller.PostAsync(Address(kind, token), UploadBody.Create(fileName, content.Span), null, _options.MediaTimeout, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return answer.Root?.NonEmptyText("media_id")
            ?? throw new UnknownOutcomeException("DingTalk's answer lacks a media_id.") { Status = answer.Status, RequestId = answer.RequestId };
    }

    // The type must be in the query: DingTalk overlooks it in the form and answers 40004.
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
