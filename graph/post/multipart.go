package post

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"estatehub/graph/limits"
	"estatehub/graph/request"
	"estatehub/internal/fault"
	"estatehub/tenants"
)

const (
	inMemory = 1 << 20  // bytes of a file that are not put on disk
	maxMap   = 64 << 10 // bytes of the map of files
	maxFiles = 100
)

// Multipart answers requests that bring files, as the multipart request specification has it: operations, map, and the
// files in any order. gqlgen's takes operations of any size, and files into memory where the length is not said before.
type Multipart struct {
	Limits    *limits.Limits
	MaxUpload int64 // bytes of a request
}

var _ graphql.Transport = Multipart{}

// Supports implements graphql.Transport.
func (Multipart) Supports(r *http.Request) bool {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && r.Method == http.MethodPost && media == "multipart/form-data"
}

// Do implements graphql.Transport.
func (t Multipart) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	x := begin(w, r, exec)
	defer x.recovered()
	if !x.acceptable() {
		return
	}
	if tenants.ViewerFrom(r.Context()) == nil { // else anybody could fill the disk
		x.refuse(http.StatusUnauthorized, fault.Both(fault.Unauthenticated, "files are taken from those who are signed in", "登录后才能上传文件"))
		return
	}
	f := &form{limits: t.Limits}
	defer f.close()
	r.Body = http.MaxBytesReader(w, r.Body, t.MaxUpload)
	p, err := f.read(r)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		x.unread(limits.Exceeded("body", int(t.MaxUpload), int(t.MaxUpload)+1))
	case fault.Of(err) != nil:
		x.unread(err)
	case err != nil:
		x.unread(malformed("the form is malformed or ended before its end", "表单格式错误或不完整"))
	default:
		x.run(p)
	}
}

func malformed(en, zh string) error { return fault.Both(fault.BadRequest, en, zh) }

// form is a form that is being read.
type form struct {
	limits *limits.Limits
	kept   []*os.File
}

// close removes what was put on disk.
func (f *form) close() {
	for _, file := range f.kept {
		_ = file.Close()
		_ = os.Remove(file.Name())
	}
}

func (f *form) read(r *http.Request) (*graphql.RawParams, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	operations, err := field(parts, "operations", f.limits.Body)
	if err != nil {
		return nil, err
	}
	p, err := request.Read(operations, f.limits)
	if err != nil {
		return nil, err
	}
	paths, err := where(parts)
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		to, ok := paths[part.FormName()]
		if !ok {
			return nil, malformed("a file is not in the map", "有文件不在 map 中")
		}
		delete(paths, part.FormName())
		if err := f.file(part, to, p.Variables); err != nil {
			return nil, err
		}
	}
	if len(paths) > 0 {
		return nil, malformed("a file of the map is missing", "map 中有文件缺失")
	}
	return p, nil
}

// field reads the next part, which must have a name.
func field(parts *multipart.Reader, name string, most int) ([]byte, error) {
	part, err := parts.NextPart()
	if errors.Is(err, io.EOF) || err == nil && part.FormName() != name {
		return nil, malformed("the form begins with operations and map", "表单应以 operations 和 map 开始")
	}
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(part, int64(most)+1))
	if err == nil && len(b) > most {
		err = limits.Exceeded("body", most, len(b))
	}
	return b, err
}

// where reads the map: for each file the variables it stands for.
func where(parts *multipart.Reader) (map[string][]string, error) {
	b, err := field(parts, "map", maxMap)
	if err != nil {
		return nil, err
	}
	var paths map[string][]string
	if err := json.Unmarshal(b, &paths); err != nil {
		return nil, malformed("the map is no JSON object of lists of paths", "map 不是路径列表的 JSON 对象")
	}
	if len(paths) > maxFiles {
		return nil, malformed("a request brings at most "+strconv.Itoa(maxFiles)+" files", "一次最多上传 "+strconv.Itoa(maxFiles)+" 个文件")
	}
	return paths, nil
}

// file takes a file and puts it where it belongs. It stands in one place: two readers of one file would disturb each other.
func (f *form) file(part *multipart.Part, paths []string, vars map[string]any) error {
	if len(paths) != 1 {
		return malformed("a file of the map has one path", "map 中每个文件应有且仅有一个路径")
	}
	up := graphql.Upload{Filename: part.FileName(), ContentType: part.Header.Get("Content-Type")}
	var small bytes.Buffer
	n, err := io.Copy(&small, io.LimitReader(part, inMemory))
	if err != nil {
		return err
	}
	up.Size, up.File = n, bytes.NewReader(small.Bytes())
	if n == inMemory {
		disk, err := os.CreateTemp("", "estatehub-upload-")
		if err != nil {
			return err
		}
		f.kept = append(f.kept, disk)
		if up.Size, err = io.Copy(disk, io.MultiReader(&small, part)); err != nil {
			return err
		}
		if _, err := disk.Seek(0, io.SeekStart); err != nil {
			return err
		}
		up.File = disk
	}
	path := strings.Split(paths[0], ".")
	if path[0] != "variables" || !put(vars, path[1:], up) {
		return malformed("a path of the map leads to no variable that is null", "map 中的路径未指向值为 null 的变量")
	}
	return nil
}

// put puts a file in place of a null, found by its path.
func put(at any, path []string, up graphql.Upload) bool {
	if len(path) == 0 {
		return false
	}
	switch at := at.(type) {
	case map[string]any:
		in, ok := at[path[0]]
		if !ok || len(path) > 1 || in != nil {
			return ok && put(in, path[1:], up)
		}
		at[path[0]] = up
		return true
	case []any:
		i, err := strconv.Atoi(path[0])
		if err != nil || i < 0 || i >= len(at) {
			return false
		}
		if len(path) > 1 || at[i] != nil {
			return put(at[i], path[1:], up)
		}
		at[i] = up
		return true
	}
	return false
}
