using System.Net;
using System.Text;

namespace DingTalk.Stream.Tests.BadInput;

// A body that no API call may accept as a success, whatever the status.
internal sealed record BadAnswer(string Name, byte[] Body)
{
    public static readonly HttpStatusCode[] Statuses =
    [
        HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Found, HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized,
        HttpStatusCode.Forbidden, HttpStatusCode.NotFound,
        HttpStatusCode.TooManyRequests, HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway, (HttpStatusCode)599,
    ];

    public static readonly IReadOnlyList<BadAnswer> All =
    [
        .. from text in (string[])
           [
               "", " ", "{", "}", "null", "true", "7", "\"geheim\"", "[]", "[{\"errcode\":0}]", "{}", "{\"a\":1}", "{}{}",
               "{\"errcode\":0}x", "{\"errcode\":0,", "{'errcode':0}", "NaN", "OK", "errcode=0",
               "<html><body>geheim</body></html>", "<!DOCTYPE html><title>502 Bad Gateway</title>", "\uFEFF<html>",
               "<?xml version=\"1.0\"?><errcode>0</errcode>", "\uFEFF{\"errcode\":0}", "{}\0",
               "{\"errcode\":\"\"}", "{\"errcode\":null}", "{\"errcode\":[]}", "{\"errcode\":{}}", "{\"errcode\":true}",
               "{\"errcode\":1e400}", "{\"errcode\":0.5}", "{\"errcode\":-0}", "{\"ERRCODE\":0}",
               "{\"code\":7}", "{\"code\":[]}", "{\"code\":{}}", "{\"code\":\"\"}", "{\"code\":\"x\",\"message\":{}}",
               "{\"code\":\"x\",\"message\":[7],\"requestid\":{}}", "{\"success\":false}",
               "{\"code\":\"x\",\"accessdenieddetail\":7}", "{\"code\":\"x\",\"accessdenieddetail\":{\"requiredScopes\":{}}}",
               "{\"code\":\"x\",\"accessdenieddetail\":{\"requiredScopes\":[null,7,{},\"s\"]}}",
               "{\"errcode\":88}", "{\"errcode\":88,\"sub_code\":{}}", "{\"errcode\":88,\"sub_code\":60011}", "{\"punish\":{}}",
               "{\"punish\":\"deny\",\"status\":[]}", "{\"status\":1111,\"punish\":null}",
               "{\"code\":\"\\ud800\",\"message\":\"\\udc00\"}", "{\"\\ud800\":0,\"errcode\":\"\\ud83d\"}", "{\"errcode\":310000,\"errcode\":310000}",
               "{\"processQueryKey\":null}", "{\"processQueryKey\":\"\"}", "{\"processQueryKey\":[\"k\"]}", "{\"accessToken\":null}",
               "{\"accessToken\":\"\"}", "{\"accessToken\":{}}", "{\"accessToken\":\"a\\r\\nb: c\"}",
               "{\"accessToken\":\"\\u0000\"}", "{\"accessToken\":\"字\"}", "{\"accessToken\":\" \"}", "{\"downloadUrl\":7}",
               "{\"downloadUrl\":\"\"}", "{\"downloadUrl\":\"file:///etc/passwd\"}", "{\"downloadUrl\":\"javascript:1\"}",
               "{\"downloadUrl\":\"/etc/passwd\"}", "{\"downloadUrl\":\"https://\"}", "{\"downloadUrl\":\"https:///x\"}",
               "{\"downloadUrl\":\"http:geheim\"}", "{\"media_id\":\"\"}", "{\"media_id\":{}}",
               "{\"endpoint\":\"\",\"ticket\":\"\"}", "{\"endpoint\":7,\"ticket\":7}", "{\"endpoint\":{},\"ticket\":[]}",
               "{\"endpoint\":\"ws://127.0.0.1:1/\"}", "{\"ticket\":\"t\"}",
               "{\"successResult\":7}", "{\"successResult\":null,\"failedResult\":null}", "{\"failedResult\":[]}",
           ]
           select new BadAnswer(text.Length == 0 ? "empty" : text, Encoding.UTF8.GetBytes(text)),
        new("bad UTF-8", [.. "{\"errcode\":"u8, 0xC3, 0x28, (byte)'}']),
        new("bad UTF-8 in a string", [.. "{\"code\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]),
        new("UTF-16", Encoding.Unicode.GetBytes("{\"errcode\":0}")),
        new("gzip", [0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03]),
        new("deep", Encoding.UTF8.GetBytes($"{{\"errcode\":{new string('[', 100_000)}")),
        new("deep object", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"errcode\":", 5_000)))),
        new("10 MB page", Encoding.UTF8.GetBytes($"<html>{new string('x', 10_000_000)}</html>")),
        new("10 MB of blanks, then a success", Encoding.UTF8.GetBytes($"{new string(' ', 10_000_000)}{{\"errcode\":0,\"processQueryKey\":\"k\"}}")),
        new(
            "a code of 900 KB",
            Encoding.UTF8.GetBytes(
                $"{{\"code\":\"{new string('c', 900_000)}\",\"message\":\"{new string('m', 9_000)}\",\"requestid\":\"{new string('r', 9_000)}\"}}")),
    ];

    public override string ToString() => Name;
}
