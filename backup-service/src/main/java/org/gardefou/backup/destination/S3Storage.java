package org.gardefou.backup.destination;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Repositories in a bucket. Of a bucket that keeps versions, only the present ones are seen. */
final class S3Storage implements Storage {

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** @param location {@code https://host/bucket} or {@code https://host/bucket/folder} */
    S3Storage(String location, Map<String, String> keys, Optional<String> region) {
        URI uri = URI.create(location);
        String path = uri.getPath().replaceFirst("^/+", "").replaceFirst("/+$", "");
        int slash = path.indexOf('/');
        this.bucket = slash < 0 ? path : path.substring(0, slash);
        this.prefix = slash < 0 ? "" : path.substring(slash + 1) + "/";
        this.client = S3Client.builder()
                .endpointOverride(URI.create(uri.getScheme() + "://" + uri.getRawAuthority()))
                .region(Region.of(region.orElse("us-east-1")))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        keys.getOrDefault("AWS_ACCESS_KEY_ID", ""), keys.getOrDefault("AWS_SECRET_ACCESS_KEY", ""))))
                // Other stores than Amazon's do not know the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @Override
    public void demandThere(String repository) throws IOException {
        String config = config(repository);
        try {
            boolean there = client
                    .listObjectsV2(request -> request.bucket(bucket).prefix(config))
                    .contents()
                    .stream()
                    .anyMatch(object -> object.key().equals(config));
            if (!there) throw Storage.away(repository);
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public long count(String repository, String folder) throws IOException {
        try {
            return objects(repository, folder).count();
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public void delete(String repository, String folder) throws IOException {
        try {
            // One by one: not every store knows the deletion of many. The names first: a page of a list that is
            // shrinking skips some.
            for (String key : objects(repository, folder).toList()) delete(key);
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public void deleteFolder(String repository) throws IOException {
        try {
            delete(config(repository));
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    private void delete(String key) {
        client.deleteObject(one -> one.bucket(bucket).key(key));
    }

    /** Without that by which the repository is known. */
    private Stream<String> objects(String repository, String folder) {
        return client
                .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(key(repository, folder)))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> !key.equals(config(repository)));
    }

    private String config(String repository) {
        return key(repository, "") + "config";
    }

    @Override
    public long size(File file) throws IOException {
        try {
            return client.headObject(one -> one.bucket(bucket).key(key(file))).contentLength();
        } catch (NoSuchKeyException e) {
            return -1;
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public InputStream read(File file, long from, long length) throws IOException {
        String range = "bytes=" + from + "-" + (length < 0 ? "" : from + length - 1);
        try {
            return client.getObject(one -> one.bucket(bucket).key(key(file)).range(range));
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public void write(File file, Path content) throws IOException {
        try {
            client.putObject(one -> one.bucket(bucket).key(key(file)), content);
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public void delete(File file) throws IOException {
        try {
            client.deleteObject(one -> one.bucket(bucket).key(key(file)));
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    @Override
    public Map<String, Long> list(String repository, String folder) throws IOException {
        Map<String, Long> names = new TreeMap<>();
        try {
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(key(repository, folder)))) {
                for (S3Object one : page.contents())
                    names.put(one.key().substring(one.key().lastIndexOf('/') + 1), one.size());
            }
            return names;
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    private String key(File file) {
        return prefix + file.repository() + "/" + file.path();
    }

    private String key(String repository, String folder) {
        return prefix + repository + "/" + (folder.isEmpty() ? "" : folder + "/");
    }

    private static IOException refused(SdkException e) {
        return new IOException("The store refuses: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        client.close();
    }
}
