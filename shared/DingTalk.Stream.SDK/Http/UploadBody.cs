using System.Net.Http.Headers;
using System.Text;

namespace DingTalk.Stream.OpenApi;

// The multipart body of an upload, written by hand: the server does not reliably read the unquoted names, the `filename*` and the quoted
// boundary of MultipartFormDataContent (docs/dingtalk-protocol.md 4.4).
internal static class UploadBody
{
    public static TrackedBody Create(string fileName, ReadOnlySpan<byte> content)
    {
        var boundary = $"----------{Guid.NewGuid():N}";
        var head = Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{Plain(fileName)}\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n");
        var tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        return new TrackedBody([.. head, .. content, .. tail], MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}"));
    }

    private static string Plain(string fileName) =>
        string.Concat(fileName.Select(character => char.IsControl(character) || character is '"' or '\\' or '/' ? '_' : character));
}
