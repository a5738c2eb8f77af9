using PicoClaw.Gateway.Doctor.DingTalk;

namespace PicoClaw.Gateway.Tests.Doctor;

public sealed class RemediesTests
{
    [Theory]
    [InlineData(401, """{"code":"authFailed","message":"鉴权失败"}""", "Credentials", "Copy Client ID")]
    [InlineData(400, """{"code":"invalidClientIdOrSecret"}""", "Credentials", "Copy Client ID")]
    [InlineData(401, "{}", "Credentials", "Copy Client ID")]
    [InlineData(200, """{"errcode":40001,"errmsg":"x"}""", "Credentials", "Copy Client ID")]
    [InlineData(403, """{"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","accessdenieddetail":{"requiredScopes":["a","b"]}}""", "Scope", "a, b")]
    [InlineData(200, """{"errcode":88,"sub_code":"60011","sub_msg":"x"}""", "Scope", "that the answer names")]
    [InlineData(403, """{"code":"Forbidden.AccessDenied.IpNotInWhiteList"}""", "Address", "服务器出口IP")]
    [InlineData(403, """{"code":"Forbidden.AccessDenied.ApiCountLimitForOrg"}""", "Quota", "buy calls")]
    [InlineData(200, """{"errcode":"90020"}""", "Quota", "buy calls")]
    [InlineData(403, """{"code":"Forbidden.AccessDenied.QpsLimitForApi"}""", "Throttled", "Try again")]
    [InlineData(400, """{"code":"robot.oto.notExist"}""", "NoRobot", "Publish a version")]
    [InlineData(400, """{"code":"bot.stopped"}""", "NoRobot", "Switch the robot on")]
    [InlineData(400, """{"code":"invalidParameter.robotCode.auth"}""", "RobotCode", "robot_code")]
    [InlineData(503, """{"code":"ServiceUnavailable"}""", "Other", "DingTalk's servers fail")]
    [InlineData(400, "<html>plain HTTP request</html>", "Other", "HTTPS_PROXY")]
    [InlineData(400, """{"code":"something.new"}""", "Other", "developer documentation")]
    public void For_AnAnswer_NamesItsKindAndRemedy(int status, string body, string kind, string remedy)
    {
        var (found, advice) = Remedies.For(PlatformAnswer.Read(status, body, "secret"));

        found.ToString().ShouldBe(kind);
        advice.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("""{"code":"x","message":"the secret my-secret is\nwrong\u001b[2J"}""", "HTTP 400 x the secret *** is wrong [2J")]
    [InlineData("<p>", "HTTP 400 with a web page")]
    [InlineData("[1]", "HTTP 400 without JSON")]
    [InlineData("""{"code":{"a":1},"accessdenieddetail":"no"}""", "HTTP 400")]
    public void Said_OddAnswers_AreOneSafeLine(string body, string said) => PlatformAnswer.Read(400, body, "my-secret").Said.ShouldBe(said);
}
