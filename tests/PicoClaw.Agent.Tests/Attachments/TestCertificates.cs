using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PicoClaw.Agent.Tests.Attachments;

/// <summary>Certificates of an authority that only the test trusts.</summary>
internal static class TestCertificates
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2090, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly X509Certificate2 Authority = CreateAuthority();

    public static X509Certificate2 Good { get; } = Create("files.test", Authority, End);

    public static X509Certificate2 Expired { get; } = Create("files.test", Authority, Begin.AddYears(1));

    public static X509Certificate2 OfAnother { get; } = Create("another.example", Authority, End);

    public static X509Certificate2 Untrusted { get; } = Create("files.test", CreateAuthority(), End);

    public static X509ChainPolicy Trust => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { Authority },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private static X509Certificate2 CreateAuthority()
    {
        var request = new CertificateRequest("CN=Test Authority", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Begin, End);
    }

    private static X509Certificate2 Create(string host, X509Certificate2 authority, DateTimeOffset end)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in host == "files.test" ? ["files.test", "cdn.test", "changing.test"] : new[] { host })
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, Begin, end, RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }
}
