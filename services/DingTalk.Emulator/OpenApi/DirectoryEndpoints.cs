using System.Text.Json.Nodes;
using DingTalk.Emulator.Apps;
using DingTalk.Emulator.Json;
using DingTalk.Emulator.Oauth;
using DingTalk.Emulator.Statistics;

namespace DingTalk.Emulator.OpenApi;

// Users: POST /topapi/v2/user/get. Apps: GET or POST /microapp/list, GET /v1.0/microApp/allInnerApps. They do not count against the
// monthly quota.
internal sealed class DirectoryEndpoints(
    AppDirectory apps, AccessTokens tokens, OpenApiCall calls, ConversationStore conversations, Stats stats)
{
    private const int MaxBytes = 64 * 1024;

    // Every user id exists, as for sending.
    public async Task<IResult> UserAsync(HttpContext http)
    {
        if (tokens.Owner(http.Request.Query["access_token"]) is null)
        {
            // The newer part of the legacy API reports the error in a second code.
            return Reject(
                88, "ding talk error[subcode=40014,submsg=不合法的access_token]",
                new JsonObject { ["sub_code"] = "40014", ["sub_msg"] = "不合法的access_token" });
        }

        var user = await UserIdAsync(http);
        return string.IsNullOrEmpty(user) ? Reject(33012, "无效的USERID")
            : AppDirectory.IsEncrypted(user) ? Reject(60121, "找不到该用户")
            : Json(0, "ok", new JsonObject { ["result"] = User(user) });
    }

    public IResult MicroApps(HttpContext http) => tokens.Owner(http.Request.Query["access_token"]) is null
        ? Reject(40014, "不合法的access_token")
        : Json(0, "ok", new JsonObject
        {
            ["appList"] = new JsonArray([.. apps.All.Select((app, at) => (JsonNode)new JsonObject
            {
                ["agentId"] = AppDirectory.AgentId(at), ["name"] = app.Name, ["appIcon"] = "", ["appDesc"] = "", ["isSelf"] = true,
                ["appStatus"] = 1,
                ["homepageLink"] = "", ["pcHomepageLink"] = "", ["ompLink"] = "",
            })]),
        });

    public IResult InnerApps(HttpContext http) => calls.Get(http, "microApp", _ => Text(new JsonObject
    {
        ["appList"] = new JsonArray([.. apps.All.Select((app, at) => (JsonNode)new JsonObject
        {
            ["agentId"] = AppDirectory.AgentId(at), ["appId"] = at + 1, ["name"] = app.Name, ["desc"] = "", ["icon"] = "",
            ["appStatus"] = 1, ["developType"] = 0,
            ["homepageLink"] = "", ["pcHomepageLink"] = "", ["ompLink"] = "",
        })]),
    }));

    private JsonObject User(string id) => new()
    {
        ["userid"] = id,
        ["unionid"] = $"union-{id}",
        ["name"] = conversations.NickOf(id),
        ["title"] = "",
        ["job_number"] = "",
        ["dept_id_list"] = new JsonArray(1),
        ["leader_in_dept"] = new JsonArray(new JsonObject { ["dept_id"] = 1, ["leader"] = false }),
        ["role_list"] = new JsonArray(),
        ["active"] = true,
        ["admin"] = false,
        ["boss"] = false,
        ["senior"] = false,
        ["exclusive_account"] = false,
    };

    // Clients send it as JSON, as a form or in the query.
    private static async Task<string?> UserIdAsync(HttpContext http)
    {
        if (http.Request.HasFormContentType)
        {
            return (await http.Request.ReadFormAsync(http.RequestAborted))["userid"];
        }

        var (root, _) = await RequestBody.ReadObjectAsync(http.Request, MaxBytes, http.RequestAborted);
        return new JsonFields(root ?? []).Text("userid") ?? http.Request.Query["userid"];
    }

    private IResult Reject(int errcode, string errmsg, JsonObject? more = null)
    {
        stats.Rejected(errcode.ToString());
        return Json(errcode, errmsg, more);
    }

    private static IResult Json(int errcode, string errmsg, JsonObject? more = null)
    {
        var answer = new JsonObject { ["errcode"] = errcode, ["errmsg"] = errmsg };
        foreach (var (name, value) in more ?? [])
        {
            answer[name] = value?.DeepClone();
        }

        answer["request_id"] = Guid.NewGuid().ToString("N")[..12];
        return Text(answer);
    }

    private static IResult Text(JsonObject answer) => TypedResults.Content(JsonText.Write(answer), "application/json");
}
