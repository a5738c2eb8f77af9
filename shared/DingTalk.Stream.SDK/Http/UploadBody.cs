using System.Net.Http.Headers;
using System.Text;

namespace DingTalk.Stream.OpenApi;

/// <summary>
/// The multipart body of an upload, written by hand: the server reads neither the unquoted names nor the <c>filename*</c> nor the quoted boundary
/// of <see cref="MultipartFormDataContent"/> reliably (docs/dingtalk-protocol.md 4.4).
/// </summary>
internal static class UploadBody
{
    public static TrackedBody Create(string fileName, ReadOnlySpan<byte> content)
    {
        var boundary = $"----------{Guid.NewGuid():N}";
        var head = Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{Plain(fileName)}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        var tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        return new TrackedBody([.. head, .. content, .. tail], MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}"));
    }

    private static string Plain(string fileName) =>
        string.Concat(fileName.Select(character => char.IsControl(character) || character is '"' or '\\' or '/' ? '_' : character));
}
